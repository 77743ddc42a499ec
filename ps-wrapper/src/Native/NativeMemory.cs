using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Microsoft.Azure.PowerShell.Cmdlets.ContainerAppsApi.Native;

/// <summary>
/// The memory of one call into the native library: texts and structures that it reads. All of it is overwritten with
/// zeros and freed by Dispose, as any of the texts may be a secret. For one thread; use it with <c>using</c>.
/// </summary>
internal sealed unsafe class NativeMemory : IDisposable
{
    // Strict: half a surrogate pair has no UTF-8 form, and a silent replacement would send another value than was
    // given.
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    private readonly List<KeyValuePair<IntPtr, int>> _blocks = new();

    /// <summary>Encodes a text as UTF-8 into this memory.</summary>
    /// <param name="text">The text; null gives an absent one.</param>
    /// <param name="name">The name of the value, for the error.</param>
    /// <exception cref="ContainerAppsApiException">The text holds half a surrogate pair.</exception>
    internal NativeText Add(string? text, string name)
    {
        if (text is null)
        {
            return default;
        }

        try
        {
            fixed (char* characters = text)
            {
                int length = text.Length == 0 ? 0 : Strict.GetByteCount(characters, text.Length);

                // One byte at least: an empty text has an address, an absent one has none.
                byte* data = (byte*)Allocate(Math.Max(length, 1));
                if (length > 0)
                {
                    Strict.GetBytes(characters, text.Length, data, length);
                }

                return new NativeText { Data = data, Length = (UIntPtr)(uint)length };
            }
        }
        catch (EncoderFallbackException error)
        {
            // Without the exception itself: its message would tell characters of what may be a secret.
            throw ContainerAppsApiException.Argument(
                name, $"{name} holds half a surrogate pair at position {error.Index}, which is no text that can be sent.");
        }
    }

    /// <summary>Room for structures, zeroed.</summary>
    internal IntPtr Allocate(int bytes)
    {
        IntPtr block = Marshal.AllocHGlobal(bytes);
        Clear(block, bytes);
        _blocks.Add(new KeyValuePair<IntPtr, int>(block, bytes));
        return block;
    }

    /// <summary>Overwrites and frees everything.</summary>
    public void Dispose()
    {
        foreach (KeyValuePair<IntPtr, int> block in _blocks)
        {
            Clear(block.Key, block.Value);
            Marshal.FreeHGlobal(block.Key);
        }

        _blocks.Clear();
    }

    // Not inlined and not optimized, so that no compiler drops the writes for having no reader.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.NoOptimization)]
    private static void Clear(IntPtr block, int bytes)
    {
        var data = (byte*)block;
        for (int index = 0; index < bytes; index++)
        {
            data[index] = 0;
        }
    }
}
