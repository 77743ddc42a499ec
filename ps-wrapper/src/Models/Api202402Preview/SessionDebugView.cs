using System;
using Microsoft.Azure.PowerShell.Cmdlets.ContainerAppsApi.Support;

namespace Microsoft.Azure.PowerShell.Cmdlets.ContainerAppsApi.Models.Api202402Preview;

/// <summary>What a debugger shows of a session: no secrets, so that a screen share or a dump of a watch window has
/// none.</summary>
internal sealed class SessionDebugView
{
    private readonly Session _session;

    public SessionDebugView(Session session) => _session = session;

    public string? Id => _session.Id;

    public string? Name => _session.Name;

    public ContainerType? Kind => _session.Kind;

    public string? Status => _session.Status;

    public string? Endpoint => _session.Endpoint;

    public DateTime? GeneratedTime => _session.GeneratedTime;

    public DateTime? ExpiryTime => _session.ExpiryTime;
}
