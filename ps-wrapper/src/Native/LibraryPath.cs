using System;
using System.IO;
using System.Runtime.InteropServices;
using ProcessArchitecture = System.Runtime.InteropServices.Architecture;

namespace Microsoft.Azure.PowerShell.Cmdlets.ContainerAppsApi.Native;

/// <summary>Where the native library of this process lies.</summary>
internal static class LibraryPath
{
    /// <summary>The environment variable that names another file, for people who develop the library.</summary>
    internal const string OverrideVariable = "ACA_SESSIONS_LIBRARY";

    /// <summary>The runtime identifier of this process, for example linux-x64. A process that runs emulated gets the
    /// library of its own architecture, not of the machine's.</summary>
    internal static string RuntimeIdentifier => Platform() + "-" + Architecture();

    /// <summary>The full path of the library to load.</summary>
    /// <param name="moduleBase">The module's folder; null means the folder of this assembly.</param>
    internal static string Find(string? moduleBase)
    {
        string? named = Environment.GetEnvironmentVariable(OverrideVariable);
        if (!string.IsNullOrWhiteSpace(named))
        {
            return Path.GetFullPath(named);
        }

        string folder = moduleBase ?? Path.GetDirectoryName(typeof(LibraryPath).Assembly.Location) ?? ".";
        return Path.GetFullPath(Path.Combine(folder, "bin", RuntimeIdentifier, FileName()));
    }

    private static string FileName() => Platform() switch
    {
        "win" => "aca_sessions.dll",
        "osx" => "libaca_sessions.dylib",
        _ => "libaca_sessions.so",
    };

    private static string Platform() =>
        RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? "win"
        : RuntimeInformation.IsOSPlatform(OSPlatform.OSX) ? "osx"
        : "linux";

    private static string Architecture() => RuntimeInformation.ProcessArchitecture switch
    {
        ProcessArchitecture.X64 => "x64",
        ProcessArchitecture.X86 => "x86",
        ProcessArchitecture.Arm64 => "arm64",
        ProcessArchitecture.Arm => "arm",
        var other => other.ToString().ToLowerInvariant(),
    };
}
