using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace PowerShellHost;

/// <summary>One runspace and the person, or script, that uses it.</summary>
internal sealed class Session : IDisposable
{
    private readonly ConsoleHost _host = new();
    private readonly Runspace _runspace;
    private readonly Lock _gate = new();
    private PowerShell? _running;
    private int _cancelled;

    public Session()
    {
        InitialSessionState state = InitialSessionState.CreateDefault2();
        if (OperatingSystem.IsWindows())
        {
            // Elsewhere there is no execution policy.
            state.ExecutionPolicy = Microsoft.PowerShell.ExecutionPolicy.Bypass;
        }

        _runspace = RunspaceFactory.CreateRunspace(_host, state);
        _runspace.Open();
        Runspace.DefaultRunspace = _runspace;
        Console.CancelKeyPress += OnCancelKeyPress;
    }

    public int RunScript(string file, string[] arguments)
    {
        bool succeeded = Run(shell =>
        {
            shell.AddCommand(Path.GetFullPath(file), useLocalScope: false);
            foreach (string argument in arguments)
            {
                shell.AddArgument(argument);
            }
        });
        // `exit` in a script file ends that file and leaves its number here.
        object? last = _runspace.SessionStateProxy.GetVariable("LASTEXITCODE");
        return succeeded ? last as int? ?? 0 : 1;
    }

    public int RunInteractive(string? init)
    {
        if (init is not null)
        {
            // Dot-sourced: what it sets stays.
            Run(shell => shell.AddScript($". '{Path.GetFullPath(init).Replace("'", "''", StringComparison.Ordinal)}'"));
        }

        while (_host.ExitCode is null)
        {
            Console.Write("PS> ");
            string? line = Console.ReadLine();
            if (line is null)
            {
                // End of input; after Ctrl+C at the prompt too, and then a terminal goes on.
                if (Console.IsInputRedirected || !WasCancelled())
                {
                    Console.WriteLine();
                    break;
                }

                Console.WriteLine();
                continue;
            }

            if (!string.IsNullOrWhiteSpace(line))
            {
                string text = ReadRest(line);
                Run(shell => shell.AddScript(text));
            }
        }

        return _host.ExitCode ?? 0;
    }

    public void Dispose()
    {
        Console.CancelKeyPress -= OnCancelKeyPress;
        _runspace.Dispose();
    }

    /// <summary>Reads more lines while the text is incomplete, as an open brace or a here-string is.</summary>
    private static string ReadRest(string text)
    {
        while (IsIncomplete(text))
        {
            Console.Write(">> ");
            string? more = Console.ReadLine();
            if (string.IsNullOrEmpty(more))
            {
                break;
            }

            text += "\n" + more;
        }

        return text;
    }

    private static bool IsIncomplete(string text)
    {
        System.Management.Automation.Language.Parser.ParseInput(
            text, out _, out System.Management.Automation.Language.ParseError[] errors);
        return Array.Exists(errors, error => error.IncompleteInput);
    }

    /// <summary>Runs one pipeline with its output and errors on the console, as PowerShell shows them.</summary>
    private bool Run(Action<PowerShell> addCommands)
    {
        using PowerShell shell = PowerShell.Create(_runspace);
        addCommands(shell);
        // Errors join the output, so that both are formatted, and in order.
        shell.Commands.Commands[^1].MergeMyResults(PipelineResultTypes.Error, PipelineResultTypes.Output);
        shell.AddCommand("Out-Default");
        SetRunning(shell);
        try
        {
            shell.Invoke();
            return true;
        }
        catch (PipelineStoppedException)
        {
            return false;
        }
        catch (RuntimeException exception)
        {
            Show(exception.ErrorRecord ?? new ErrorRecord(exception, "Host", ErrorCategory.NotSpecified, null));
            return false;
        }
        finally
        {
            SetRunning(null);
        }
    }

    /// <summary>Formats an error that ended a pipeline.</summary>
    private void Show(ErrorRecord error)
    {
        using PowerShell shell = PowerShell.Create(_runspace);
        shell.AddCommand("Out-Default").AddParameter("InputObject", error);
        shell.Invoke();
    }

    private void SetRunning(PowerShell? shell)
    {
        lock (_gate)
        {
            _running = shell;
        }
    }

    /// <summary>Whether Ctrl+C was pressed since the last call.</summary>
    private bool WasCancelled() => Interlocked.Exchange(ref _cancelled, 0) != 0;

    /// <summary>Ctrl+C stops what runs, not the process. It does not wait: the pipeline cleans up on its own thread.</summary>
    private void OnCancelKeyPress(object? sender, ConsoleCancelEventArgs arguments)
    {
        arguments.Cancel = true;
        Interlocked.Exchange(ref _cancelled, 1);
        lock (_gate)
        {
            _running?.BeginStop(null, null);
        }
    }
}
