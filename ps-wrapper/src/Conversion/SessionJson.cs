using System;
using Microsoft.Azure.PowerShell.Cmdlets.ContainerAppsApi.Models.Api202402Preview;
using Microsoft.Azure.PowerShell.Cmdlets.ContainerAppsApi.Native;

namespace Microsoft.Azure.PowerShell.Cmdlets.ContainerAppsApi.Conversion;

/// <summary>One session from and to JSON. The native library reads and writes it: only that side knows the
/// form.</summary>
internal static unsafe class SessionJson
{
    internal static Session Read(string json)
    {
        Library library = Library.Get();
        using var memory = new NativeMemory();
        IntPtr page = IntPtr.Zero;
        IntPtr error = IntPtr.Zero;
        NativeError.Check(library, library.SessionParse(memory.Add(json ?? string.Empty, "The JSON"), &page, &error), error);

        using var owner = new NativeHandle(page, library.PageFree);
        NativePageTable table;
        NativeError.Check(library, library.PageGetTable(page, &table), IntPtr.Zero);
        Session[] sessions = PageReader.ReadSessions(in table);
        return sessions.Length > 0 ? sessions[0] : new Session();
    }

    internal static string Write(ISession session, bool indented)
    {
        Library library = Library.Get();
        using var memory = new NativeMemory();
        var fields = new FieldList(memory);
        SessionFields.AddAll(fields, session);

        IntPtr text = IntPtr.Zero;
        IntPtr error = IntPtr.Zero;
        Native.Status status =
            library.SessionToJson(fields.ToBlock(), fields.Count, indented ? (byte)1 : (byte)0, &text, &error);
        NativeError.Check(library, status, error);

        using var owner = new NativeHandle(text, library.TextFree);
        return Utf8.Decode(library.TextGet(text)) ?? string.Empty;
    }
}
