namespace Az.ContainerAppsApi.Tests.Harness;

/// <summary>What the tests run on: the built module and the emulator, named by the environment.</summary>
internal static class Installation
{
    private const string ModuleVariable = "ACA_TEST_MODULE";
    private const string EmulatorVariable = "ACA_TEST_EMULATOR";

    /// <summary>The folder of the built module.</summary>
    internal static string Module => Required(ModuleVariable, Directory.Exists);

    /// <summary>The manifest of the built module.</summary>
    internal static string Manifest => Path.Combine(Module, "Az.ContainerAppsApi.psd1");

    /// <summary>The emulator's program.</summary>
    internal static string Emulator => Required(EmulatorVariable, File.Exists);

    private static string Required(string variable, Func<string, bool> exists)
    {
        string? path = Environment.GetEnvironmentVariable(variable);
        return path is { Length: > 0 } && exists(path)
            ? path
            : throw new InvalidOperationException(
                $"{variable} is '{path}', and must name "
                + (variable == ModuleVariable ? "the folder of the built module." : "the emulator's program.")
                + " Run the tests by `cargo xtask test`, which builds both and sets it.");
    }
}
