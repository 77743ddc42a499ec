using System;
using System.Collections.Generic;
using System.Management.Automation;
using Microsoft.Azure.PowerShell.Cmdlets.ContainerAppsApi.Native;

namespace Microsoft.Azure.PowerShell.Cmdlets.ContainerAppsApi.Runtime;

/// <summary>
/// What one call of the command works with: the native client, with the environment of this moment. Making one costs
/// nothing; the native library is loaded at the first generation. For one pipeline; Dispose it at the end.
/// </summary>
public sealed unsafe class SessionClient : IDisposable
{
    private readonly string _moduleBase;
    private readonly string _application;
    private NativeHandle? _client;

    /// <summary>Makes a client.</summary>
    /// <param name="moduleBase">The module's folder, which holds bin/&lt;rid&gt;.</param>
    /// <param name="engineVersion">PowerShell's version, for the User-Agent.</param>
    public SessionClient(string moduleBase, string engineVersion)
    {
        _moduleBase = moduleBase;
        string version = typeof(SessionClient).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";
        _application = $"Az.ContainerAppsApi/{version} PowerShell/{engineVersion}";
    }

    /// <summary>How much the generations tell: Off, Verbose or Debug.</summary>
    internal TraceLevel Trace { get; private set; }

    /// <summary>Sets how much the generations tell, from what the command's streams show.</summary>
    /// <param name="verbose">Whether the verbose stream is shown or kept.</param>
    /// <param name="debug">Whether the debug stream is.</param>
    public void SetTrace(bool verbose, bool debug) =>
        Trace = debug ? TraceLevel.Debug : verbose ? TraceLevel.Verbose : TraceLevel.Off;

    /// <summary>
    /// Prepares the generation of sessions in one pool, with every check that needs no network. Sends nothing.
    /// Never throws: a failure is the generation's <see cref="SessionGeneration.Failure"/>.
    /// </summary>
    /// <param name="boundParameters">The command's $PSBoundParameters, this pipeline object's included.</param>
    /// <param name="parameterSet">The name of the parameter set that this pipeline object is bound by.</param>
    /// <returns>A generation, to be disposed.</returns>
    public SessionGeneration Prepare(IDictionary<string, object> boundParameters, string parameterSet)
    {
        BoundRequest? request = null;
        try
        {
            request = new BoundRequest(boundParameters, parameterSet);
            request.Check();
            Library library = Library.Get(_moduleBase);
            return new SessionGeneration(library, request.Prepare(library, Open(library), Trace), request.Count);
        }
        catch (ContainerAppsApiException error)
        {
            return new SessionGeneration(
                ErrorRecords.From(error, request?.Subject), ErrorRecords.EndsThePipeline(error));
        }
    }

    /// <summary>Makes the record of an error that the script itself finds.</summary>
    /// <param name="code">The stable id.</param>
    /// <param name="message">What happened, to what, what to do.</param>
    /// <param name="target">What it is about.</param>
    /// <returns>A record to throw or to write.</returns>
    public static ErrorRecord ErrorOf(string code, string message, object target) => ErrorRecords.From(
        new ContainerAppsApiException(ErrorKind.InvalidArgument, code, message), target);

    /// <inheritdoc/>
    public void Dispose()
    {
        _client?.Dispose();
        _client = null;
    }

    // .NET keeps an environment of its own on Unix, which $env: writes to and native code does not see. So the values
    // of the variables that the library reads are handed over; nothing else of the environment is.
    private NativeHandle Open(Library library)
    {
        if (_client is not null)
        {
            return _client;
        }

        using var memory = new NativeMemory();
        string[] names = library.EnvironmentNames;
        var settings = (NativeSetting*)memory.Allocate(Math.Max(names.Length, 1) * sizeof(NativeSetting));
        int count = 0;
        foreach (string name in names)
        {
            if (Environment.GetEnvironmentVariable(name) is { } value)
            {
                settings[count].Name = memory.Add(name, name);
                settings[count].Value = memory.Add(value, name);
                count++;
            }
        }

        var options = new NativeClientOptions
        {
            Size = (UIntPtr)(uint)sizeof(NativeClientOptions),
            Application = memory.Add(_application, "User-Agent"),
            Environment = settings,
            EnvironmentCount = (UIntPtr)(uint)count,
        };
        IntPtr client = IntPtr.Zero;
        IntPtr error = IntPtr.Zero;
        NativeError.Check(library, library.ClientNew(&options, &client, &error), error);
        _client = new NativeHandle(client, library.ClientFree);
        return _client;
    }
}
