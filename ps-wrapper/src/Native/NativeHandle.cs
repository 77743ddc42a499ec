using System;
using Microsoft.Win32.SafeHandles;

namespace Microsoft.Azure.PowerShell.Cmdlets.ContainerAppsApi.Native;

/// <summary>
/// An object of the native library (client, generation, page, identity, text), freed exactly once: by Dispose, or by
/// the finalizer for what a stopped pipeline left.
/// </summary>
internal sealed unsafe class NativeHandle : SafeHandleZeroOrMinusOneIsInvalid
{
    private readonly delegate* unmanaged[Cdecl]<IntPtr, void> _free;

    /// <summary>Takes ownership.</summary>
    /// <param name="value">The object.</param>
    /// <param name="free">The function that frees it.</param>
    internal NativeHandle(IntPtr value, delegate* unmanaged[Cdecl]<IntPtr, void> free)
        : base(ownsHandle: true)
    {
        _free = free;
        SetHandle(value);
    }

    /// <summary>The object, for a call during which somebody else keeps this handle.</summary>
    internal IntPtr Value => handle;

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        _free(handle);
        return true;
    }
}
