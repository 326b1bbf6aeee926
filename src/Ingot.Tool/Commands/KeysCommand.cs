using System.CommandLine;
using System.Text;
using Ingot.Artifacts;
using Ingot.Core.Diagnostics;
using Ingot.Pipeline;
using Ingot.Releases.Channels;
using Ingot.Releases.Signing;
using Ingot.Tool.Signing;

namespace Ingot.Tool.Commands;

/// <summary><c>keys</c>: the keys with which people sign packages and approvals.</summary>
internal static class KeysCommand
{
    public static Command Create() => new("keys", "Make and list the keys that sign packages and approvals.") { New(), List() };

    private static Command New()
    {
        var identity = new Argument<string>("identity") { Description = "Whose key it is, such as alice@contoso.com." };
        var channels = ChannelOptions.Folder();
        var output = new Option<string>("--out") { Description = $"The private key's file. Default: one in this user's own folder ({PrivateKeys.Folder})." };
        var command = new Command(
            "new",
            $"Make a key (ECDSA P-256): the private half stays with you, encrypted when {PrivateKeys.PasswordVariable} is set; commit the public half.")
        {
            identity, channels, output,
        };
        command.Does(async (parsed, console, cancellation) =>
        {
            var name = parsed.GetValue(identity)!;
            var secret = Path.GetFullPath(parsed.GetValue(output) ?? PrivateKeys.PathOf(name));
            var shared = KeyRing.PathOf(new ChannelFolder(parsed.GetValue(channels)!).Keys, name);
            if (!KeyRing.IsIdentity(name))
            {
                throw Unusable(secret, $"'{name}' is not a key's name: expected letters, digits and @ . _ + -, such as alice@contoso.com.");
            }

            if (new[] { secret, shared }.FirstOrDefault(f => new FileInfo(f) is { Exists: true, Length: 0 }) is { } empty)
            {
                throw Unusable(empty, $"The file of a key of '{name}' is empty, as a full disk leaves it. Delete it, and run this again.");
            }

            if (File.Exists(secret) && !File.Exists(shared))
            {
                // Ended between the two halves, or made for another repository: the other half follows from it.
                using var own = SigningKey.FromPem(name, await File.ReadAllTextAsync(secret, cancellation), Environment.GetEnvironmentVariable(PrivateKeys.PasswordVariable), secret);
                AtomicFile.WriteShared(shared, own.Public.ToPem());
                await console.Output.WriteLineAsync($"Private key: {secret} (it was there, and stays as it is)".AsMemory(), cancellation);
                await console.Output.WriteLineAsync($"Public key:  {shared} (its public half: commit it)".AsMemory(), cancellation);
                return StageOutcome.Passed;
            }

            if (File.Exists(shared))
            {
                throw Unusable(
                    shared,
                    $"'{name}' has a key already. Choose another name: what an old key signed can then still be verified. To replace a key that was lost, delete its files first.");
            }

            using var key = SigningKey.Create(name);
            Write(secret, key.ToPem(Environment.GetEnvironmentVariable(PrivateKeys.PasswordVariable)), shared, key.Public.ToPem());
            await console.Output.WriteLineAsync($"Private key: {secret} (yours alone: never commit it)".AsMemory(), cancellation);
            await console.Output.WriteLineAsync($"Public key:  {shared} (commit it)".AsMemory(), cancellation);
            return StageOutcome.Passed;
        });
        return command;
    }

    private static Command List()
    {
        var channels = ChannelOptions.Folder();
        var command = new Command("list", "List the public keys that the repository trusts.") { channels };
        command.Does(async (parsed, console, cancellation) =>
        {
            foreach (var key in KeyRing.Read(new ChannelFolder(parsed.GetValue(channels)!).Keys).Keys)
            {
                await console.Output.WriteLineAsync($"{key.KeyId[..16]}  {key.Identity}".AsMemory(), cancellation);
            }

            return StageOutcome.Passed;
        });
        return command;
    }

    // Both halves or none: one alone would count as a key that the name has already.
    private static void Write(string secret, string secretText, string shared, string sharedText)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(secret)!);
        SecretFile.Create(secret, Encoding.ASCII.GetBytes(secretText));
        try
        {
            AtomicFile.WriteShared(shared, sharedText);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            File.Delete(secret);
            throw;
        }
    }

    private static IngotException Unusable(string path, FormattableString what) => new(PackageDiagnostics.UnusableKey.At(new SourceLocation(path), what));
}
