using System;
using System.Collections.Generic;
using System.Management.Automation;
using Microsoft.Azure.PowerShell.Cmdlets.ContainerAppsApi.Conversion;
using Microsoft.Azure.PowerShell.Cmdlets.ContainerAppsApi.Models;
using Microsoft.Azure.PowerShell.Cmdlets.ContainerAppsApi.Models.Api202402Preview;
using Microsoft.Azure.PowerShell.Cmdlets.ContainerAppsApi.Native;
using Microsoft.Azure.PowerShell.Cmdlets.ContainerAppsApi.Support;

namespace Microsoft.Azure.PowerShell.Cmdlets.ContainerAppsApi.Runtime;

/// <summary>
/// The command's bound parameters as a request: which pool, how many, and the fields of the body. What is not bound is
/// not sent; what is bound is, empty values included.
/// </summary>
internal sealed unsafe class BoundRequest
{
    private readonly IDictionary<string, object> _bound;
    private readonly IContainerAppsApiIdentity? _identity;
    private readonly ISession? _envelope;

    /// <summary>Takes the parameters as they are bound for one object of the pipeline.</summary>
    /// <param name="bound">$PSBoundParameters.</param>
    /// <param name="parameterSet">The parameter set of this object. It decides what counts: $PSBoundParameters keeps
    /// what an object before was bound to, when this one is not bound to that parameter.</param>
    internal BoundRequest(IDictionary<string, object> bound, string parameterSet)
    {
        _bound = bound;
        _identity = parameterSet is "GenerateViaIdentity" or "GenerateViaIdentityExpanded"
            ? Get("InputObject") as IContainerAppsApiIdentity
            : null;
        _envelope = parameterSet is "Generate" or "GenerateViaIdentity" ? Get("SessionEnvelope") as ISession : null;
    }

    /// <summary>How many sessions were asked for; null when the service decides.</summary>
    internal int? Count => Get("Count") as int?;

    /// <summary>What an error is about when no pool's Id is known yet.</summary>
    internal object? Subject => _identity switch
    {
        null => Text("SessionPoolName"),
        ContainerAppsApiIdentity { Refused: { } refused } => refused,
        _ => _identity.Id ?? _identity.SessionPoolName,
    };

    /// <summary>Refuses what the binder let through so that it could become an error of its own.</summary>
    /// <exception cref="ContainerAppsApiException">The identity or the envelope can't be used.</exception>
    internal void Check()
    {
        // The identity first: an object that is neither binds to both, and was most probably meant as a pool.
        Exception? refusal = (_identity as ContainerAppsApiIdentity)?.Refusal
            ?? (_identity is null ? null : IdentityReader.Check(_identity))
            ?? (_envelope as Session)?.Refusal;
        if (refusal is not null)
        {
            throw refusal;
        }
    }

    /// <summary>Makes the native generation. It checks the request and sends nothing.</summary>
    /// <param name="library">The library.</param>
    /// <param name="client">The client to make it with; the caller keeps it.</param>
    /// <param name="trace">How much the generation tells.</param>
    /// <exception cref="ContainerAppsApiException">The request can't be sent.</exception>
    internal NativeHandle Prepare(Library library, NativeHandle client, TraceLevel trace)
    {
        using var memory = new NativeMemory();
        var fields = new FieldList(memory);
        AddFields(fields);

        int count = Count ?? 0;
        var options = new NativeGenerationOptions
        {
            Size = (UIntPtr)(uint)sizeof(NativeGenerationOptions),
            Count = Count is null ? null : &count,
            Fields = fields.ToBlock(),
            FieldCount = fields.Count,
            Trace = trace,
        };
        if (_identity is { Id: { Length: > 0 } id })
        {
            options.ResourceId = memory.Add(id, "InputObject");
        }
        else
        {
            options.SubscriptionId = memory.Add(
                _identity is null ? Text("SubscriptionId") : _identity.SubscriptionId, "SubscriptionId");
            options.ResourceGroupName = memory.Add(
                _identity is null ? Text("ResourceGroupName") : _identity.ResourceGroupName, "ResourceGroupName");
            options.SessionPoolName = memory.Add(
                _identity is null ? Text("SessionPoolName") : _identity.SessionPoolName, "SessionPoolName");
        }

        IntPtr generation = IntPtr.Zero;
        IntPtr error = IntPtr.Zero;
        NativeError.Check(library, library.GenerationNew(client.Value, &options, &generation, &error), error);
        GC.KeepAlive(client);
        return new NativeHandle(generation, library.GenerationFree);
    }

    private void AddFields(FieldList fields)
    {
        if (_envelope is not null)
        {
            SessionFields.AddWritable(fields, _envelope);
            return;
        }

        AddText(fields, Field.SshUsername, "SshConfigurationUsername");
        AddText(fields, Field.SshPassword, "SshConfigurationPassword");
        AddText(fields, Field.SshAuthorizedPublicKey, "SshConfigurationAuthorizedPublicKey");
        AddText(fields, Field.CodeExecutionEnvironment, "CodeExecutionConfigurationEnvironment");
        AddText(fields, Field.CodeExecutionToken, "CodeExecutionConfigurationToken");
        fields.Add(Field.AuthEnabled, (Get("SessionAuthConfigurationAuthEnabled") as SwitchParameter?)?.IsPresent);
        AddText(fields, Field.AuthJwtToken, "SessionAuthConfigurationJwtToken");
        AddText(fields, Field.PropertiesName, "PropertiesName");
        fields.Add(Field.RequestedDurationInSeconds, Get("RequestedDurationInSecond") as int?);
        fields.Add(Field.TimeElapsedInSeconds, Get("TimeElapsedInSecond") as int?);
        fields.Add(Field.ExpiryTime, Get("ExpiryTime") as DateTime?);
        fields.Add(Field.GeneratedTime, Get("GeneratedTime") as DateTime?);
        AddText(fields, Field.ConnectionString, "ConnectionString");
        AddText(fields, Field.Endpoint, "Endpoint");
        fields.Add(Field.SessionKind, (Get("SessionKind") as ContainerType?)?.Value, "SessionKind");
        AddText(fields, Field.Status, "Status");
    }

    private void AddText(FieldList fields, Field field, string parameter) =>
        fields.Add(field, Text(parameter), parameter);

    private string? Text(string parameter) => Get(parameter) as string;

    private object? Get(string parameter) =>
        !_bound.TryGetValue(parameter, out object? value) ? null
        : value is PSObject wrapped ? wrapped.BaseObject
        : value;
}
