using System.Diagnostics;

namespace Ingot.Tests.Shared.Trials;

/// <summary>The folders of a trial. Everything that is started in it has its folder for temporary files, by which it is found again.</summary>
/// <param name="root">A folder of its own.</param>
/// <param name="tool">The assembly of <c>dotnet ingot</c>.</param>
/// <param name="disk">A folder elsewhere, on another disk, in which the programs work; null: in <paramref name="root"/>.</param>
internal sealed class TrialPlace(string root, string tool, string? disk = null)
{
    /// <summary>The folder in which the programs work; always the same, since paths stand in what they write.</summary>
    public string Work => Path.Combine(disk ?? root, "work");

    /// <summary>How <see cref="Work"/> is before each run.</summary>
    public string Before => Path.Combine(root, "before");

    /// <summary>Their folder for temporary files.</summary>
    public string Temporary => Path.Combine(root, "temporary");

    /// <summary>A file of <see cref="Work"/>.</summary>
    public string At(params IEnumerable<string> path) => Path.Combine([Work, .. path]);

    /// <summary>A verb of <c>dotnet ingot</c>.</summary>
    public TrialCommand Ingot(params IEnumerable<string> arguments) => Program(["dotnet", "exec", tool, .. arguments]);

    /// <summary>A program.</summary>
    public TrialCommand Program(IEnumerable<string> arguments) => new([.. arguments], Work, new Dictionary<string, string>
    {
        ["TMPDIR"] = Temporary,
        ["HOME"] = Path.Combine(root, "home"),
        ["DOTNET_NOLOGO"] = "1",
        ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
    });

    /// <summary>Empties the folders.</summary>
    public void Clear()
    {
        foreach (var folder in new[] { Work, Temporary })
        {
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }

            Directory.CreateDirectory(folder);
        }

        Directory.CreateDirectory(Path.Combine(root, "home"));
    }

    /// <summary>Keeps <see cref="Work"/> as what it is before each run.</summary>
    public void Keep() => Copy(Work, Before);

    /// <summary>Makes <see cref="Work"/> what it was.</summary>
    public void Restore()
    {
        Clear();
        Copy(Before, Work);
    }

    /// <summary>Copies a folder with the times and the modes of its files.</summary>
    public static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        using var copy = Process.Start("cp", ["-a", from + "/.", to]);
        copy.WaitForExit();
        if (copy.ExitCode != 0)
        {
            throw new IOException($"'{from}' could not be copied.");
        }
    }
}
