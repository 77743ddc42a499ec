using System;
using System.Collections.Generic;

namespace Microsoft.Azure.PowerShell.Cmdlets.ContainerAppsApi.Native;

/// <summary>The typed fields of one request or one session on their way to the native library. A null is not
/// added.</summary>
internal sealed unsafe class FieldList
{
    private static readonly long EpochTicks = new DateTime(1970, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks;

    private readonly NativeMemory _memory;
    private readonly List<NativeFieldValue> _fields = new();

    /// <summary>Makes an empty list.</summary>
    /// <param name="memory">Where texts are kept; the list lives as long as it.</param>
    internal FieldList(NativeMemory memory) => _memory = memory;

    /// <summary>How many fields were added.</summary>
    internal UIntPtr Count => (UIntPtr)(uint)_fields.Count;

    /// <summary>Adds a text; an empty one is sent as such.</summary>
    internal void Add(Field field, string? value, string name)
    {
        if (value is not null)
        {
            _fields.Add(new NativeFieldValue { Field = field, Kind = ValueKind.Text, Text = _memory.Add(value, name) });
        }
    }

    /// <summary>Adds a whole number.</summary>
    internal void Add(Field field, int? value)
    {
        if (value is { } number)
        {
            _fields.Add(new NativeFieldValue { Field = field, Kind = ValueKind.Integer, Integer = number });
        }
    }

    /// <summary>Adds a yes or no; a no is sent as such.</summary>
    internal void Add(Field field, bool? value)
    {
        if (value is { } flag)
        {
            _fields.Add(new NativeFieldValue { Field = field, Kind = ValueKind.Boolean, Integer = flag ? 1 : 0 });
        }
    }

    /// <summary>Adds a time, in UTC. A time without a zone counts as local: the service takes no time without
    /// one.</summary>
    internal void Add(Field field, DateTime? value)
    {
        if (value is { } time)
        {
            long ticks = time.ToUniversalTime().Ticks - EpochTicks;
            _fields.Add(new NativeFieldValue { Field = field, Kind = ValueKind.Time, Integer = ticks });
        }
    }

    /// <summary>The fields as one block, in the list's memory.</summary>
    internal NativeFieldValue* ToBlock()
    {
        if (_fields.Count == 0)
        {
            return null;
        }

        var block = (NativeFieldValue*)_memory.Allocate(_fields.Count * sizeof(NativeFieldValue));
        for (int index = 0; index < _fields.Count; index++)
        {
            block[index] = _fields[index];
        }

        return block;
    }
}
