using System.Management.Automation;
using System.Runtime.InteropServices;
using Az.ContainerAppsApi.Tests.Harness;

namespace Az.ContainerAppsApi.Tests;

/// <summary>A native library that is missing or wrong: one clear error, mended in the same session.</summary>
public sealed class NativeLibraryTests : CommandTest
{
    private readonly string _folder = Directory.CreateTempSubdirectory("aca-module-").FullName;

    private string Copy => Path.Combine(_folder, "Az.ContainerAppsApi");

    private static string Library => Path.Combine(
        "bin",
        RuntimeInformation.RuntimeIdentifier.StartsWith("win", StringComparison.Ordinal) ? "win" + Architecture
            : OperatingSystem.IsMacOS() ? "osx" + Architecture : "linux" + Architecture,
        OperatingSystem.IsWindows() ? "aca_sessions.dll"
            : OperatingSystem.IsMacOS() ? "libaca_sessions.dylib" : "libaca_sessions.so");

    private static string Architecture => "-" + RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();

    [Fact]
    public void A_module_without_its_library_says_what_is_missing_and_works_once_it_is_there()
    {
        CopyModule();
        string library = Path.Combine(Copy, Library);
        File.Delete(library);
        using var engine = new Engine(Path.Combine(Copy, "Az.ContainerAppsApi.psd1"));
        engine.Set("pool", Emulator.Pool("pool1"));

        Outcome outcome = engine.Run($"$pool, $pool | {Command} -Count 1");

        AssertTerminating(outcome, "NativeLibraryNotFound", library);
        Assert.Contains("ACA_SESSIONS_LIBRARY", outcome.Terminating!.ErrorDetails.RecommendedAction);

        File.Copy(Path.Combine(Installation.Module, Library), library);
        Assert.Equal(2, engine.Run($"$pool, $pool | {Command} -Count 1").Sessions.Count);
    }

    [Fact]
    public void A_file_of_another_kind_says_so_and_names_the_rid()
    {
        CopyModule();
        string library = Path.Combine(Copy, Library);
        File.WriteAllText(library, "not a library");
        using var engine = new Engine(Path.Combine(Copy, "Az.ContainerAppsApi.psd1"));
        engine.Set("pool", Emulator.Pool("pool1"));

        Outcome outcome = engine.Run($"$pool | {Command} -Count 1");

        AssertTerminating(outcome, "NativeLibraryNotLoaded", library);
        Assert.Contains(Path.GetFileName(Path.GetDirectoryName(Library)!), outcome.Terminating!.ToString());
    }

    [Fact]
    public void A_library_for_another_architecture_says_so()
    {
        // The header of a library for another machine is enough for the system's loader to refuse it.
        CopyModule();
        string library = Path.Combine(Copy, Library);
        byte[] content = File.ReadAllBytes(library);
        content[OperatingSystem.IsLinux() ? 18 : 4] ^= 0x55;
        File.Delete(library);
        File.WriteAllBytes(library, content);
        using var engine = new Engine(Path.Combine(Copy, "Az.ContainerAppsApi.psd1"));
        engine.Set("pool", Emulator.Pool("pool1"));

        AssertTerminating(engine.Run($"$pool | {Command} -Count 1"), "NativeLibraryNotLoaded", library);
    }

    [Fact]
    public void ACA_SESSIONS_LIBRARY_names_another_file()
    {
        Variables.Set("ACA_SESSIONS_LIBRARY", Path.Combine(_folder, "none.so"));
        AssertTerminating(
            Run("& $new -InputObject $pool -Count 1"), "NativeLibraryNotFound", Path.Combine(_folder, "none.so"));

        Variables.Set("ACA_SESSIONS_LIBRARY", Path.Combine(Installation.Module, Library));
        AssertTheSessionLivesOn();

        Variables.Set("ACA_SESSIONS_LIBRARY", null);
        AssertTheSessionLivesOn();
    }

    private protected override void CleanUp()
    {
        try
        {
            Directory.Delete(_folder, recursive: true);
        }
        catch (UnauthorizedAccessException)
        {
            // A loaded library can't be deleted on Windows; the system's temporary folder keeps it.
        }
    }

    private static void AssertTerminating(Outcome outcome, string code, string path)
    {
        Assert.NotNull(outcome.Terminating);
        Assert.Equal($"{code},{Command}", outcome.Terminating.FullyQualifiedErrorId);
        Assert.Equal(ErrorCategory.ResourceUnavailable, outcome.Terminating.CategoryInfo.Category);
        Assert.Contains(path, outcome.Terminating.ToString());
        Assert.NotEmpty(outcome.Terminating.ErrorDetails.RecommendedAction);
        Assert.Empty(outcome.Output);
    }

    private void CopyModule()
    {
        foreach (string file in Directory.EnumerateFiles(Installation.Module, "*", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(Copy, Path.GetRelativePath(Installation.Module, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }
}
