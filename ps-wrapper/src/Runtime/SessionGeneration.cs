using System;
using System.Globalization;
using System.Management.Automation;
using Microsoft.Azure.PowerShell.Cmdlets.ContainerAppsApi.Models.Api202402Preview;
using Microsoft.Azure.PowerShell.Cmdlets.ContainerAppsApi.Native;

namespace Microsoft.Azure.PowerShell.Cmdlets.ContainerAppsApi.Runtime;

/// <summary>
/// The generation of sessions in one pool: Start it, call Next until it says no, and after each call write
/// <see cref="Messages"/> and <see cref="Sessions"/>; then look at <see cref="Failure"/>; Dispose it in any case, which
/// cancels what still runs. No member throws for a failure of the generation. For one thread; Cancel may come from any.
/// </summary>
public sealed unsafe class SessionGeneration : IDisposable
{
    private static readonly GenerationMessage[] NoMessages = Array.Empty<GenerationMessage>();
    private static readonly Session[] NoSessions = Array.Empty<Session>();

    private readonly Library? _library;
    private readonly NativeHandle? _handle;

    internal SessionGeneration(Library library, NativeHandle handle, int? count)
    {
        _library = library;
        _handle = handle;
        PoolId = Utf8.Decode(library.GenerationTarget(handle.Value)) ?? string.Empty;
        string sessions = count switch
        {
            null => "the service's default number of sessions",
            1 => "1 session",
            _ => count.Value.ToString(CultureInfo.InvariantCulture) + " sessions",
        };
        Target = $"{PoolId} ({sessions})";
    }

    internal SessionGeneration(ErrorRecord failure, bool endsThePipeline)
    {
        Failure = failure;
        EndsThePipeline = endsThePipeline;
        PoolId = string.Empty;
        Target = string.Empty;
    }

    /// <summary>The pool's resource Id; empty when the input names none.</summary>
    public string PoolId { get; }

    /// <summary>What is about to be worked on, for a person to confirm: the pool's Id and how many sessions.</summary>
    public string Target { get; }

    /// <summary>The sessions of the page that the last Next brought; empty while it is still on its way.</summary>
    public Session[] Sessions { get; private set; } = NoSessions;

    /// <summary>The messages that the last Next brought, in order.</summary>
    public GenerationMessage[] Messages { get; private set; } = NoMessages;

    /// <summary>Why the generation failed; null while all is well.</summary>
    public ErrorRecord? Failure { get; private set; }

    /// <summary>Whether no other input could mend the failure, so that it should end the pipeline.</summary>
    public bool EndsThePipeline { get; private set; }

    /// <summary>Whether the generation can be started.</summary>
    public bool IsReady => _handle is { IsClosed: false } && Failure is null;

    /// <summary>Sends the request. Returns at once; the work goes on in the background.</summary>
    public void Start()
    {
        if (IsReady)
        {
            IntPtr error = IntPtr.Zero;
            Status status = _library!.GenerationStart(_handle!.Value, &error);
            if (status != Status.Ok)
            {
                Fail(NativeError.Take(_library, status, error));
            }
        }
    }

    /// <summary>Waits for the next page, for a short time, so that the caller can be interrupted in between.</summary>
    /// <param name="milliseconds">How long to wait at most.</param>
    /// <returns>True to go on (there may be nothing yet); false at the end, after a failure, or when
    /// cancelled.</returns>
    public bool Next(int milliseconds)
    {
        Sessions = NoSessions;
        Messages = NoMessages;
        if (!IsReady)
        {
            return false;
        }

        IntPtr page = IntPtr.Zero;
        IntPtr error = IntPtr.Zero;
        Status status = _library!.GenerationNext(_handle!.Value, (uint)milliseconds, &page, &error);
        switch (status)
        {
            case Status.Ok:
                Read(page);
                return Failure is null;
            case Status.Pending:
                return true;
            case Status.Done:
            case Status.Cancelled:
                return false;
            default:
                Fail(NativeError.Take(_library, status, error));
                return false;
        }
    }

    /// <summary>Stops the work. The next call of Next says no, at once. From any thread, any number of times.</summary>
    public void Cancel()
    {
        bool kept = false;
        if (_handle is null || _handle.IsClosed)
        {
            return;
        }

        try
        {
            _handle.DangerousAddRef(ref kept);
            _library!.GenerationCancel(_handle.Value);
        }
        catch (ObjectDisposedException)
        {
            // Disposed by the pipeline's thread in between: then it is cancelled already.
        }
        finally
        {
            if (kept)
            {
                _handle.DangerousRelease();
            }
        }
    }

    /// <summary>Stops what still runs and frees it.</summary>
    public void Dispose() => _handle?.Dispose();

    private void Read(IntPtr page)
    {
        using var owner = new NativeHandle(page, _library!.PageFree);
        NativePageTable table;
        try
        {
            NativeError.Check(_library, _library.PageGetTable(page, &table), IntPtr.Zero);
            Messages = ReadMessages(in table);
            Sessions = PageReader.ReadSessions(in table);
        }
        catch (ContainerAppsApiException error)
        {
            Fail(error);
        }
    }

    private static GenerationMessage[] ReadMessages(in NativePageTable table)
    {
        int count = (int)(uint)table.MessageCount;
        if (count == 0)
        {
            return NoMessages;
        }

        var messages = new GenerationMessage[count];
        for (int index = 0; index < count; index++)
        {
            ref NativeMessage message = ref table.Messages[index];
            messages[index] = new GenerationMessage(
                (GenerationMessageLevel)message.Level, Utf8.Decode(message.Text) ?? string.Empty);
        }

        return messages;
    }

    private void Fail(ContainerAppsApiException error)
    {
        Failure = ErrorRecords.From(error, PoolId);
        EndsThePipeline = ErrorRecords.EndsThePipeline(error);
    }
}
