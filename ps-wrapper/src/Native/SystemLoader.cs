using System;
using System.ComponentModel;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;

namespace Microsoft.Azure.PowerShell.Cmdlets.ContainerAppsApi.Native;

/// <summary>
/// The operating system's loader, by full path. PowerShell's own probing for DllImport differs between versions and
/// adds no "lib" prefix, so nothing here relies on it. .NET's NativeLibrary is not in netstandard2.0: it is bound by
/// reflection, once; on .NET Framework, which runs on Windows only, kernel32 does it.
/// </summary>
internal static class SystemLoader
{
    private static readonly Type? NativeLibraryType = Type.GetType(
        "System.Runtime.InteropServices.NativeLibrary, System.Runtime.InteropServices", throwOnError: false);

    private static readonly Func<string, IntPtr> LoadFile = NativeLibraryType is null
        ? LoadOnWindows
        : Bind<Func<string, IntPtr>>("Load", typeof(string));

    private static readonly Func<IntPtr, string, IntPtr> GetSymbol = NativeLibraryType is null
        ? FindOnWindows
        : Bind<Func<IntPtr, string, IntPtr>>("GetExport", typeof(IntPtr), typeof(string));

    private static readonly Action<IntPtr> FreeFile = NativeLibraryType is null
        ? handle => FreeLibrary(handle)
        : Bind<Action<IntPtr>>("Free", typeof(IntPtr));

    /// <summary>Loads a library.</summary>
    /// <param name="path">Its full path.</param>
    /// <exception cref="DllNotFoundException">It or one of its dependencies is missing.</exception>
    /// <exception cref="BadImageFormatException">It is for another architecture, or no library.</exception>
    /// <exception cref="Win32Exception">Any other refusal, on .NET Framework.</exception>
    internal static IntPtr Load(string path) => LoadFile(path);

    /// <summary>The address of a function.</summary>
    /// <exception cref="EntryPointNotFoundException">The library has no such function.</exception>
    internal static IntPtr Find(IntPtr library, string name) => GetSymbol(library, name);

    /// <summary>Unloads a library that turned out to be of no use, so that its file can be replaced.</summary>
    internal static void Free(IntPtr library) => FreeFile(library);

    private static T Bind<T>(string name, params Type[] parameters)
        where T : Delegate
    {
        MethodInfo method = NativeLibraryType!.GetMethod(name, parameters)
            ?? throw new MissingMethodException(NativeLibraryType.FullName, name);
        return (T)method.CreateDelegate(typeof(T));
    }

    private static IntPtr LoadOnWindows(string path)
    {
        IntPtr handle = LoadLibrary(path);
        return handle != IntPtr.Zero ? handle : throw new Win32Exception(Marshal.GetLastWin32Error());
    }

    private static IntPtr FindOnWindows(IntPtr library, string name)
    {
        IntPtr address = GetProcAddress(library, Encoding.ASCII.GetBytes(name + '\0'));
        return address != IntPtr.Zero ? address : throw new EntryPointNotFoundException(name);
    }

    [DllImport(
        "kernel32.dll",
        EntryPoint = "LoadLibraryW",
        CharSet = CharSet.Unicode,
        SetLastError = true,
        ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern IntPtr LoadLibrary(string path);

    [DllImport("kernel32.dll", SetLastError = true, ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern IntPtr GetProcAddress(IntPtr library, byte[] name);

    [DllImport("kernel32.dll", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool FreeLibrary(IntPtr library);
}
