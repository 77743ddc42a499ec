using System;
using System.Collections.Generic;
using System.IO;

namespace Microsoft.Azure.PowerShell.Cmdlets.ContainerAppsApi.Native;

/// <summary>
/// The native library, loaded and bound. Loaded at the first use and never unloaded; one instance a path in the
/// process, shared by all runspaces. A failure is not kept: who puts the right file in place can go on in the same
/// session.
/// </summary>
internal sealed unsafe partial class Library
{
    private const uint SupportedMajor = 1;

    private static readonly char[] LineEnds = { '\r', '\n' };
    private static readonly object Gate = new();
    private static readonly Dictionary<string, Library> Loaded = new(StringComparer.Ordinal);

    private string[]? _environmentNames;

    /// <summary>The file that was loaded.</summary>
    internal string FilePath { get; }

    /// <summary>The names of the environment variables that the library reads. Asked for once.</summary>
    internal string[] EnvironmentNames => _environmentNames ??= ReadEnvironmentNames();

    /// <summary>Gives the library, and loads it when this is the first call for its path.</summary>
    /// <param name="moduleBase">The module's folder; null means the folder of this assembly.</param>
    /// <exception cref="ContainerAppsApiException">It is missing, for another system, incomplete, or of another
    /// ABI.</exception>
    internal static Library Get(string? moduleBase = null)
    {
        string path = LibraryPath.Find(moduleBase);
        lock (Gate)
        {
            if (!Loaded.TryGetValue(path, out Library? library))
            {
                library = Load(path);
                Loaded.Add(path, library);
            }

            return library;
        }
    }

    /// <summary>Where the service's JSON keeps a field, for example properties.sshConfiguration.password.</summary>
    internal string PathOf(Field field) => Utf8.Decode(FieldPath((uint)field)) ?? string.Empty;

    private static Library Load(string path)
    {
        if (!File.Exists(path))
        {
            throw Unusable(
                "NativeLibraryNotFound",
                path,
                "There is no such file",
                $"The module may be incomplete, or not made for {LibraryPath.RuntimeIdentifier}: install it again"
                    + $", or set {LibraryPath.OverrideVariable} to the full path of the library.",
                null);
        }

        IntPtr handle;
        try
        {
            handle = SystemLoader.Load(path);
        }
        catch (Exception error)
        {
            throw Unusable(
                "NativeLibraryNotLoaded",
                path,
                "The system refuses to load it: " + CauseOf(error),
                $"The file must be the build for {LibraryPath.RuntimeIdentifier}: install the module again for this"
                    + $" system and this PowerShell, or set {LibraryPath.OverrideVariable} to the right file.",
                error);
        }

        try
        {
            return new Library(path, handle);
        }
        catch (Exception error)
        {
            SystemLoader.Free(handle);
            if (error is ContainerAppsApiException)
            {
                throw;
            }

            throw Unusable(
                "NativeLibraryMismatch",
                path,
                "It lacks a function: " + CauseOf(error),
                "The file does not belong to this version of the module: install the module again.",
                error);
        }
    }

    private static ContainerAppsApiException Unusable(
        string code, string path, string cause, string advice, Exception? inner) =>
        new(
            ErrorKind.NativeLibrary,
            code,
            $"The native library of Az.ContainerAppsApi for {LibraryPath.RuntimeIdentifier} can't be used: '{path}'."
                + $" {cause}.",
            advice,
            inner)
        {
            Target = path,
        };

    private static void CheckVersion(string path, uint version)
    {
        uint major = version >> 16;
        if (major != SupportedMajor)
        {
            throw Unusable(
                "NativeLibraryMismatch",
                path,
                $"Its ABI version is {major}.{version & 0xFFFF}, and this module needs {SupportedMajor}.x",
                "The file does not belong to this version of the module: install the module again.",
                null);
        }
    }

    // .NET's text for a failed load runs over several lines of advice for developers; the last one holds the cause.
    private static string CauseOf(Exception error)
    {
        string[] lines = error.Message.Split(LineEnds, StringSplitOptions.RemoveEmptyEntries);
        return lines.Length == 0 ? error.GetType().Name : lines[lines.Length - 1].Trim().TrimEnd('.');
    }

    private string[] ReadEnvironmentNames()
    {
        var names = new string[(int)EnvironmentVariableCount()];
        for (int index = 0; index < names.Length; index++)
        {
            names[index] = Utf8.Decode(EnvironmentVariableName((UIntPtr)(uint)index)) ?? string.Empty;
        }

        return names;
    }
}
