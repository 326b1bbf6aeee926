using System.Runtime.Versioning;
using Ingot.Releases.Channels;
using Ingot.Tests.Shared;
using Ingot.Tests.Shared.Trials;
using Ingot.Tool.Commands;

namespace Ingot.Tool.Tests;

/// <summary>Two users of one machine, in one group, with a umask that leaves nothing to a group: what they share they share by the modes of its folder.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class TwoUsersTests : IDisposable
{
    private const int Alice = 64001;
    private const int Bob = 64002;
    private const int Group = 64000;
    private const UnixFileMode Everybody = (UnixFileMode)0b111_111_111;
    private const UnixFileMode Shared = UnixFileMode.SetGroup | (UnixFileMode)0b111_111_101;

    private readonly string _folder = Directory.CreateTempSubdirectory("ingot-users-").FullName;
    private readonly TrialPlace _place;

    public TwoUsersTests()
    {
        _place = new TrialPlace(_folder, typeof(RootCommandFactory).Assembly.Location);
        _place.Clear();
        if (!OperatingSystem.IsWindows())
        {
            foreach (var folder in new[] { _folder, Path.Combine(_folder, "home"), Path.Combine(_folder, "home", "alice"), Path.Combine(_folder, "home", "bob") })
            {
                Directory.CreateDirectory(folder);
                File.SetUnixFileMode(folder, Everybody);
            }
        }

        TestPackage.Write(_place.Work, "1.0.0");
        TestPackage.Write(_place.Work, "1.1.0", weight: -0.7);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [RootFact]
    public async Task Both_publish_approve_and_promote_in_folders_of_their_group()
    {
        await ShareAsync("feed");
        await ShareAsync("channels");

        // What another's publisher left that was killed is not Bob's to delete.
        await PassAsync(Alice, "publish", _place.At("Contoso.Churn.1.0.0.nupkg"), "--feed", _place.At("feed"));
        await PassAsync(Alice, "mkdir", _place.At("feed", ".ingot-tmp-1"));
        await PassAsync(Alice, "touch", _place.At("feed", ".ingot-tmp-1", "half"));
        await PassAsync(Bob, "publish", _place.At("Contoso.Churn.1.1.0.nupkg"), "--feed", _place.At("feed"));

        foreach (var (user, name) in new[] { (Alice, "alice"), (Bob, "bob") })
        {
            await PassAsync(user, "keys", "new", name, "--out", Path.Combine(_folder, "home", name + ".pem"), "--channels", _place.At("channels"));
            await PassAsync(user, [.. OfVersion("approve", "1.0.0"), "--for", "production", "--key", Path.Combine(_folder, "home", name + ".pem")]);
        }

        await PassAsync(Alice, [.. OfVersion("promote", "1.0.0"), "--to", "production"]);
        await PassAsync(Bob, [.. OfVersion("promote", "1.1.0"), "--to", "production"]);
        await PassAsync(Alice, "rollback", TestPackage.Id, "--on", "production", "--reason", "Slow.", "--channels", _place.At("channels"));
        Assert.Equal(3, ChannelFile.Read(_place.At("channels", "production", TestPackage.Id + ".json")).Revision);
    }

    [RootFact]
    public async Task What_is_one_user_s_alone_is_refused_to_the_other_with_a_code_and_stays_as_it_is()
    {
        await ShareAsync("feed", (UnixFileMode)0b111_101_101);
        await ShareAsync("channels", (UnixFileMode)0b111_101_101);
        await PassAsync(Alice, [.. OfVersion("promote", "1.0.0"), "--to", "production"]);
        var before = Directory.GetFileSystemEntries(_place.Work, "*", SearchOption.AllDirectories);
        foreach (var arguments in new IEnumerable<string>[]
        {
            ["publish", _place.At("Contoso.Churn.1.1.0.nupkg"), "--feed", _place.At("feed")],
            [.. OfVersion("promote", "1.1.0"), "--to", "production"],
            ["rollback", TestPackage.Id, "--on", "production", "--reason", "r", "--channels", _place.At("channels")],
            ["keys", "new", "bob", "--out", Path.Combine(_folder, "home", "bob.pem"), "--channels", _place.At("channels")],
        })
        {
            var (exitCode, output) = await RunAsync(Bob, arguments);
            Assert.True(exitCode != 0, output);
            Assert.Matches("error INGOT(6042|6043|9004): ", output);
            Assert.Contains(_place.Work, output, StringComparison.Ordinal);
        }

        Assert.Equal(before, Directory.GetFileSystemEntries(_place.Work, "*", SearchOption.AllDirectories));
    }

    private IEnumerable<string> OfVersion(string verb, string version) =>
        [verb, TestPackage.Id, version, "--reason", "r", "--package", _place.At($"Contoso.Churn.{version}.nupkg"), "--channels", _place.At("channels")];

    private async Task ShareAsync(string name, UnixFileMode mode = Shared)
    {
        Directory.CreateDirectory(_place.At(name));
        using (var owner = TrialProcess.Start(_place.Program(["chown", FormattableString.Invariant($"{Alice}:{Group}"), _place.At(name)])))
        {
            Assert.True(await owner.EndAsync(Waiting.Patience));
        }

        File.SetUnixFileMode(_place.At(name), mode);
    }

    private async Task PassAsync(int user, params IEnumerable<string> arguments)
    {
        var (exitCode, output) = await RunAsync(user, arguments);
        Assert.True(exitCode == 0, string.Join(' ', arguments) + ": " + output);
    }

    private async Task<(int ExitCode, string Output)> RunAsync(int user, IEnumerable<string> arguments)
    {
        var command = arguments.First() is "mkdir" or "touch" ? _place.Program(arguments) : _place.Ingot(arguments);
        var home = Path.Combine(_folder, "home", user == Alice ? "alice" : "bob");
        command = command with { Environment = new Dictionary<string, string>(command.Environment) { ["HOME"] = home, ["DOTNET_CLI_HOME"] = home, ["TMPDIR"] = home } };
        using var process = TrialProcess.Start(command.As(user, Group, umask: "0077"));
        Assert.True(await process.EndAsync(Waiting.Patience));
        return (process.ExitCode, process.Output);
    }
}
