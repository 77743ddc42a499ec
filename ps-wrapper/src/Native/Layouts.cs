using System;
using System.Runtime.InteropServices;

// The structures of aca_sessions.h, field by field. Sizes in bytes on 64-bit systems are given where a row of them is
// walked. Pointers are borrowed unless a comment says otherwise.
namespace Microsoft.Azure.PowerShell.Cmdlets.ContainerAppsApi.Native;

/// <summary>aca_str: UTF-8 without an end mark; no data means absent.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct NativeText
{
    public byte* Data;
    public UIntPtr Length;
}

/// <summary>aca_value: one cell of a page's table (16).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeValue
{
    public ValueKind Kind;
    public uint Length;
    public long Value;
}

/// <summary>aca_field_value: one field of a request (32).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeFieldValue
{
    public Field Field;
    public ValueKind Kind;
    public long Integer;
    public NativeText Text;
}

/// <summary>aca_setting: one environment variable.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeSetting
{
    public NativeText Name;
    public NativeText Value;
}

/// <summary>aca_client_options.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct NativeClientOptions
{
    public UIntPtr Size;
    public NativeText Application;
    public NativeSetting* Environment;
    public UIntPtr EnvironmentCount;
}

/// <summary>aca_generation_options.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct NativeGenerationOptions
{
    public UIntPtr Size;
    public NativeText ResourceId;
    public NativeText SubscriptionId;
    public NativeText ResourceGroupName;
    public NativeText SessionPoolName;
    public int* Count;
    public NativeFieldValue* Fields;
    public UIntPtr FieldCount;
    public TraceLevel Trace;
}

/// <summary>aca_message: a line for a stream other than the output.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeMessage
{
    public uint Level;
    public NativeText Text;
}

/// <summary>aca_page_table: lives as long as its page.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct NativePageTable
{
    public NativeValue* Values;
    public UIntPtr SessionCount;
    public UIntPtr FieldCount;
    public byte* Text;
    public UIntPtr TextLength;
    public NativeMessage* Messages;
    public UIntPtr MessageCount;
}

/// <summary>aca_error_detail.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeErrorDetail
{
    public NativeText Code;
    public NativeText Message;
    public NativeText Target;
}
