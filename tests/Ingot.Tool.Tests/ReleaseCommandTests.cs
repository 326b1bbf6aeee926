using System.CommandLine;
using Ingot.Releases.Channels;
using Ingot.Releases.Signing;
using Ingot.Tests.Shared;
using Ingot.Tool.Commands;

namespace Ingot.Tool.Tests;

/// <summary>Keys, signatures, approvals and channels by the verbs that people type.</summary>
public sealed class ReleaseCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ingot-release-tests-").FullName;

    private string Channels => Path.Combine(_folder, "channels");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_version_goes_from_its_signature_to_production_and_back()
    {
        var (first, second) = (Package("1.0.0", -0.5), Package("1.1.0", -0.7));
        var (alice, bob) = (await KeyAsync("alice"), await KeyAsync("bob"));
        await File.WriteAllTextAsync(Path.Combine(Channels, "policy.json"), """{ "channels": { "production": { "approvals": 1, "requireSignature": true } } }""");

        Assert.Contains("INGOT6027", (await FailAsync(2, "promote", TestPackage.Id, "1.0.0", "--to", "production", "--reason", "r", "--package", first, "--key", alice)).Error, StringComparison.Ordinal);
        await PassAsync("sign", first, "--key", alice);
        await PassAsync("sign", second, "--key", alice);
        Assert.Contains("Signed by alice", (await PassAsync("verify", first, "--require-signature")).Output, StringComparison.Ordinal);
        Assert.Contains("INGOT6031", (await FailAsync(2, "promote", TestPackage.Id, "1.0.0", "--to", "production", "--reason", "r", "--package", first, "--key", alice)).Error, StringComparison.Ordinal);

        foreach (var (version, package) in new[] { ("1.0.0", first), ("1.1.0", second) })
        {
            await PassAsync("approve", TestPackage.Id, version, "--for", "production", "--reason", "I looked.", "--package", package, "--key", bob);
            await PassAsync("promote", TestPackage.Id, version, "--to", "production", "--reason", "It is better.", "--package", package, "--key", alice);
        }

        Assert.Equal("1 channel files, 0 faults", (await PassAsync("channels", "check")).Output.Trim());
        Assert.Empty(Directory.GetFiles(new ChannelFolder(Channels).ApprovalsOf("production"), "*", SearchOption.AllDirectories));
        Assert.Contains("1.0.0 holds production again instead of 1.1.0", (await PassAsync("rollback", TestPackage.Id, "--on", "production", "--reason", "Too slow.")).Output, StringComparison.Ordinal);
        Assert.Contains("INGOT6020", (await FailAsync(2, "retire", TestPackage.Id, "11.0.0", "--reason", "It leaks.")).Error, StringComparison.Ordinal);
        await PassAsync("retire", TestPackage.Id, "1.1.0", "--reason", "It leaks.");
        Assert.Contains("1.0.0", (await PassAsync("channels", "list")).Output, StringComparison.Ordinal);
        Assert.Contains("INGOT6033", (await FailAsync(2, "rollback", TestPackage.Id, "--on", "production", "--reason", "r")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rejection_stops_a_promotion()
    {
        var package = Package("1.0.0", -0.5);
        var bob = await KeyAsync("bob");
        await PassAsync("reject", TestPackage.Id, "1.0.0", "--for", "staging", "--reason", "It is unfair.", "--package", package, "--key", bob);

        Assert.Contains("bob rejected it: It is unfair.", (await FailAsync(2, "promote", TestPackage.Id, "1.0.0", "--to", "staging", "--reason", "r", "--package", package)).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_changed_package_does_not_verify()
    {
        var package = Package("1.0.0", -0.5);
        await PassAsync("sign", package, "--key", await KeyAsync("alice"));
        File.Copy(Package("1.1.0", -0.7), package, overwrite: true);

        var (output, error) = await FailAsync(1, "verify", package, "--json");

        Assert.Contains("\"outcome\": \"Failed\"", output, StringComparison.Ordinal);
        Assert.Contains("INGOT6027", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../evil")]
    [InlineData("élise")]
    public async Task A_name_that_is_not_a_file_name_is_refused(string identity) =>
        Assert.Contains("INGOT6025", (await FailAsync(2, "keys", "new", identity, "--out", Path.Combine(_folder, "k.pem"))).Error, StringComparison.Ordinal);

    [Fact]
    public async Task A_key_is_never_overwritten_and_is_its_persons_only()
    {
        var file = await KeyAsync("alice");
        Assert.Contains("has a key already", (await FailAsync(2, "keys", "new", "alice", "--out", file)).Error, StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }
    }

    [Fact]
    public async Task A_key_without_its_public_half_gets_it()
    {
        var file = await KeyAsync("alice");
        var (secret, shared) = (await File.ReadAllTextAsync(file), KeyRing.PathOf(new ChannelFolder(Channels).Keys, "alice"));
        var text = await File.ReadAllTextAsync(shared);
        File.Delete(shared);

        Assert.Contains("(it was there, and stays as it is)", (await PassAsync("keys", "new", "alice", "--out", file)).Output, StringComparison.Ordinal);

        Assert.Equal((secret, text), (await File.ReadAllTextAsync(file), await File.ReadAllTextAsync(shared)));
    }

    [Fact]
    public async Task Of_a_key_both_halves_are_made_or_none()
    {
        // The public half cannot be written: a file stands where its folder should be.
        var secret = Path.Combine(_folder, "private", "alice.pem");
        Directory.CreateDirectory(Channels);
        await File.WriteAllTextAsync(Path.Combine(Channels, "keys"), string.Empty);
        Assert.Contains("INGOT9004", (await FailAsync(3, "keys", "new", "alice", "--out", secret)).Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(secret)!));

        // What an earlier version left behind on a full disk.
        await File.WriteAllTextAsync(secret, string.Empty);
        Assert.Contains("is empty, as a full disk leaves it. Delete it", (await FailAsync(2, "keys", "new", "alice", "--out", secret)).Error, StringComparison.Ordinal);
        Assert.Contains("INGOT6025", (await FailAsync(2, "sign", Package("1.0.0", -0.5), "--key", secret)).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("promote", "--to")]
    [InlineData("approve", "--for")]
    public async Task What_is_not_a_channel_is_refused(string verb, string option) => Assert.Contains(
        "INGOT6030",
        (await FailAsync(2, verb, TestPackage.Id, "1.0.0", option, "../up", "--reason", "r", "--package", Package("1.0.0", -0.5))).Error,
        StringComparison.Ordinal);

    [Fact]
    public async Task A_package_that_is_not_there_is_not_signed()
    {
        var error = (await FailAsync(2, "sign", Path.Combine(_folder, "none.nupkg"), "--key", await KeyAsync("alice"))).Error;

        Assert.Contains("error INGOT6028: The file does not exist. Name the .nupkg file that 'dotnet pack' wrote.", error, StringComparison.Ordinal);
    }

    private string Package(string version, double weight) => TestPackage.Write(_folder, version, weight);

    private async Task<string> KeyAsync(string identity)
    {
        var file = Path.Combine(_folder, identity + ".pem");
        await PassAsync("keys", "new", identity, "--out", file);
        return file;
    }

    private async Task<(string Output, string Error)> PassAsync(params string[] arguments) => await FailAsync(0, arguments);

    private async Task<(string Output, string Error)> FailAsync(int expected, params string[] arguments)
    {
        string[] all = arguments[0] == "sign" ? arguments : [.. arguments, "--channels", Channels];
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exitCode = await RootCommandFactory.Create().Parse(all).InvokeAsync(new InvocationConfiguration { Output = output, Error = error });
        Assert.True(exitCode == expected, $"{string.Join(' ', arguments)} ended with {exitCode}: {output}{error}");
        return (output.ToString(), error.ToString());
    }
}
