using System;
using Microsoft.Azure.PowerShell.Cmdlets.ContainerAppsApi.Models.Api202402Preview;
using Microsoft.Azure.PowerShell.Cmdlets.ContainerAppsApi.Support;

namespace Microsoft.Azure.PowerShell.Cmdlets.ContainerAppsApi.Native;

/// <summary>
/// From a page's table to sessions: one loop over the rows, with no native call and no look-up in it. Values that
/// repeat from row to row (type, status, kind ...) become one string.
/// </summary>
internal static unsafe class PageReader
{
    private const uint KnownFields = (uint)Field.Status + 1;
    private static readonly long EpochTicks = new DateTime(1970, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks;

    /// <summary>Copies the sessions of a page, which can then be freed.</summary>
    internal static Session[] ReadSessions(in NativePageTable table)
    {
        int count = checked((int)(uint)table.SessionCount);
        if (count == 0)
        {
            return Array.Empty<Session>();
        }

        uint stride = (uint)table.FieldCount;
        if (stride < KnownFields)
        {
            throw new ContainerAppsApiException(
                ErrorKind.Internal,
                "InternalError",
                $"The native library gives {stride} fields a session, and {KnownFields} are needed.",
                "The library does not belong to this version of the module: install the module again.");
        }

        var sessions = new Session[count];
        var type = new RepeatedText(table.Text);
        var createdByType = new RepeatedText(table.Text);
        var lastModifiedByType = new RepeatedText(table.Text);
        var environment = new RepeatedText(table.Text);
        var kind = new RepeatedText(table.Text);
        var status = new RepeatedText(table.Text);
        byte* text = table.Text;

        NativeValue* row = table.Values;
        for (int index = 0; index < count; index++, row += stride)
        {
            sessions[index] = new Session
            {
                Id = Text(text, row, Field.Id),
                Name = Text(text, row, Field.Name),
                Type = type.Read(row, Field.Type),
                Provenance = ReadProvenance(text, row, ref createdByType, ref lastModifiedByType),
                SshConfigurationUsername = Text(text, row, Field.SshUsername),
                SshConfigurationPassword = Text(text, row, Field.SshPassword),
                SshConfigurationAuthorizedPublicKey = Text(text, row, Field.SshAuthorizedPublicKey),
                CodeExecutionConfigurationEnvironment = environment.Read(row, Field.CodeExecutionEnvironment),
                CodeExecutionConfigurationToken = Text(text, row, Field.CodeExecutionToken),
                AuthConfigurationAuthEnabled = Flag(row, Field.AuthEnabled),
                AuthConfigurationJwtToken = Text(text, row, Field.AuthJwtToken),
                PropertiesName = Text(text, row, Field.PropertiesName),
                RequestedDurationInSecond = Number(row, Field.RequestedDurationInSeconds),
                TimeElapsedInSecond = Number(row, Field.TimeElapsedInSeconds),
                ExpiryTime = Time(row, Field.ExpiryTime),
                GeneratedTime = Time(row, Field.GeneratedTime),
                ConnectionString = Text(text, row, Field.ConnectionString),
                Endpoint = Text(text, row, Field.Endpoint),
                Kind = kind.Read(row, Field.SessionKind) is { } value ? new ContainerType(value) : default(ContainerType?),
                Status = status.Read(row, Field.Status),
            };
        }

        return sessions;
    }

    private static SystemData? ReadProvenance(
        byte* text, NativeValue* row, ref RepeatedText createdByType, ref RepeatedText lastModifiedByType)
    {
        bool any = false;
        for (uint field = (uint)Field.SystemDataCreatedBy; field <= (uint)Field.SystemDataLastModifiedAt; field++)
        {
            any |= row[field].Kind != ValueKind.Absent;
        }

        return !any ? null : new SystemData
        {
            CreatedBy = Text(text, row, Field.SystemDataCreatedBy),
            CreatedByType = createdByType.Read(row, Field.SystemDataCreatedByType),
            CreatedAt = Time(row, Field.SystemDataCreatedAt),
            LastModifiedBy = Text(text, row, Field.SystemDataLastModifiedBy),
            LastModifiedByType = lastModifiedByType.Read(row, Field.SystemDataLastModifiedByType),
            LastModifiedAt = Time(row, Field.SystemDataLastModifiedAt),
        };
    }

    private static string? Text(byte* text, NativeValue* row, Field field)
    {
        ref NativeValue cell = ref row[(uint)field];
        return cell.Kind == ValueKind.Text ? Utf8.Decode(text + cell.Value, (int)cell.Length) : null;
    }

    private static bool? Flag(NativeValue* row, Field field)
    {
        ref NativeValue cell = ref row[(uint)field];
        return cell.Kind == ValueKind.Boolean ? cell.Value != 0 : null;
    }

    private static int? Number(NativeValue* row, Field field)
    {
        ref NativeValue cell = ref row[(uint)field];
        return cell.Kind == ValueKind.Integer ? checked((int)cell.Value) : null;
    }

    private static DateTime? Time(NativeValue* row, Field field)
    {
        ref NativeValue cell = ref row[(uint)field];
        return cell.Kind == ValueKind.Time ? new DateTime(cell.Value + EpochTicks, DateTimeKind.Utc) : null;
    }

    /// <summary>The value of one column in the row before: the next one is mostly the same.</summary>
    private struct RepeatedText
    {
        private readonly byte* _base;
        private byte* _data;
        private uint _length;
        private string? _text;

        internal RepeatedText(byte* text)
        {
            _base = text;
            _data = null;
            _length = 0;
            _text = null;
        }

        internal string? Read(NativeValue* row, Field field)
        {
            ref NativeValue cell = ref row[(uint)field];
            if (cell.Kind != ValueKind.Text)
            {
                return null;
            }

            byte* data = _base + cell.Value;
            if (_text is null || !SameAsBefore(data, cell.Length))
            {
                _text = Utf8.Decode(data, (int)cell.Length);
                _data = data;
                _length = cell.Length;
            }

            return _text;
        }

        private readonly bool SameAsBefore(byte* data, uint length)
        {
            if (length != _length)
            {
                return false;
            }

            for (uint index = 0; index < length; index++)
            {
                if (data[index] != _data[index])
                {
                    return false;
                }
            }

            return true;
        }
    }
}
