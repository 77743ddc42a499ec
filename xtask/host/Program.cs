using PowerShellHost;

// PowerShellHost --script FILE [ARGUMENT ...]      runs a script; exits as the script does
// PowerShellHost --interactive [--init FILE]       runs FILE, then what a person types
const string Usage = "usage: PowerShellHost --script FILE [ARGUMENT ...] | --interactive [--init FILE]";

switch (args)
{
    case ["--script", var file, .. var arguments]:
        using (Session session = new())
        {
            return session.RunScript(file, arguments);
        }

    case ["--interactive"]:
    case ["--interactive", "--init", _]:
        using (Session session = new())
        {
            return session.RunInteractive(args.Length == 3 ? args[2] : null);
        }

    default:
        Console.Error.WriteLine(Usage);
        return 2;
}
