using System;
using System.Text;

namespace Microsoft.Azure.PowerShell.Cmdlets.ContainerAppsApi.Native;

/// <summary>Text from the native side.</summary>
internal static unsafe class Utf8
{
    /// <summary>Copies a text. Null when it is absent.</summary>
    internal static string? Decode(NativeText text) =>
        text.Data is null ? null : Decode(text.Data, checked((int)(uint)text.Length));

    /// <summary>Copies a text of a known place and length in bytes.</summary>
    internal static string Decode(byte* data, int length) =>
        length == 0 ? string.Empty : Encoding.UTF8.GetString(data, length);
}
