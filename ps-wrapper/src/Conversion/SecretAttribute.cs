using System;
using System.Management.Automation;
using System.Runtime.InteropServices;
using System.Security;

namespace Microsoft.Azure.PowerShell.Cmdlets.ContainerAppsApi.Conversion;

/// <summary>
/// Lets a [string] parameter take a SecureString as well. Without it PowerShell would bind the text
/// "System.Security.SecureString". The one managed string that is made lives as long as the command's parameters do;
/// the unmanaged copy in between is overwritten.
/// </summary>
public sealed class SecretAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData) => Reveal(inputData);

    /// <summary>The text of a SecureString; any other value as it is.</summary>
    internal static object? Reveal(object? input)
    {
        if ((input is PSObject wrapped ? wrapped.BaseObject : input) is not SecureString secret)
        {
            return input;
        }

        IntPtr copy = IntPtr.Zero;
        try
        {
            copy = Marshal.SecureStringToGlobalAllocUnicode(secret);
            return Marshal.PtrToStringUni(copy, secret.Length);
        }
        finally
        {
            if (copy != IntPtr.Zero)
            {
                Marshal.ZeroFreeGlobalAllocUnicode(copy);
            }
        }
    }
}
