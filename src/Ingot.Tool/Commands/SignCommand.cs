using System.CommandLine;
using System.Diagnostics;
using Ingot.Artifacts;
using Ingot.Core.Diagnostics;
using Ingot.Pipeline;
using Ingot.Releases.Packages;
using Ingot.Releases.Signing;
using Ingot.Releases.Validation;
using Ingot.Tool.Signing;

namespace Ingot.Tool.Commands;

/// <summary><c>sign</c>: signs a package, with a key for Ingot and with a certificate for NuGet.</summary>
internal static class SignCommand
{
    public static Command Create()
    {
        var package = new Argument<string>("package") { Description = "A .nupkg file that Ingot built." };
        var key = ChannelOptions.Key();
        var certificate = new Option<string>("--certificate") { Description = $"A certificate file (.pfx): the package is signed with it too, by 'dotnet nuget sign'. Its password is read from {SecretVariables.CertificatePassword}." };
        var timestamper = new Option<string>("--timestamper") { Description = "The address of a timestamp server (RFC 3161) for the certificate's signature." };
        var command = new Command(
            "sign", "Sign a package: its provenance with its content hash, as a DSSE envelope beside it (<package>.nupkg.dsse.json).")
        {
            package, key, certificate, timestamper,
        };
        var trial = new TrialOptions();
        trial.AddTo(command);
        command.Does(async (parsed, console, cancellation) =>
        {
            var path = Path.GetFullPath(parsed.GetValue(package)!);
            if (!File.Exists(path))
            {
                throw NotSigned(path, $"The file does not exist. Name the .nupkg file that 'dotnet pack' wrote.");
            }

            using var signing = PrivateKeys.Find(parsed.GetValue(key));
            var read = ModelPackage.Read(path);
            PackageVerifier.Require(PackageVerifier.Verify(read, trial.Trial(parsed), cancellation), read, new SourceLocation(path), "Nothing was signed: pack it again.");
            if (parsed.GetValue(certificate) is { } file)
            {
                await SignForNuGetAsync(path, file, parsed.GetValue(timestamper), console, cancellation);
                read = ModelPackage.Read(path);
            }

            var run = CiRun.Current;
            var envelope = DsseEnvelope.Sign(
                DsseEnvelope.InTotoType, ReleaseStatement.ToJson(read, run.Builder, run.Invocation), signing);
            AtomicFile.WriteToDisk(path + ReleaseStatement.Extension, envelope.ToJson());
            await console.Output.WriteLineAsync(
                $"Signed by {signing.Public.Identity} (key {signing.Public.KeyId[..12]}…): {path + ReleaseStatement.Extension}".AsMemory(), cancellation);
            return StageOutcome.Passed;
        });
        return command;
    }

    private static async Task SignForNuGetAsync(
        string package, string certificate, string? timestamper, InvocationConfiguration console, CancellationToken cancellation)
    {
        List<string> arguments = ["nuget", "sign", package, "--certificate-path", Path.GetFullPath(certificate), "--overwrite"];
        if (Environment.GetEnvironmentVariable(SecretVariables.CertificatePassword) is { Length: > 0 } password)
        {
            arguments.AddRange(["--certificate-password", password]);
        }

        if (timestamper is not null)
        {
            arguments.AddRange(["--timestamper", timestamper]);
        }

        using var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(cancellation), process.StandardError.ReadToEndAsync(cancellation));
        await process.WaitForExitAsync(cancellation);
        if (process.ExitCode != 0)
        {
            throw NotSigned(package, $"'dotnet nuget sign' failed: {string.Concat(output).Trim().ReplaceLineEndings(" ")} Correct the certificate or its password.");
        }

        await console.Output.WriteLineAsync($"Signed with the certificate {Path.GetFileName(certificate)}.".AsMemory(), cancellation);
    }

    private static IngotException NotSigned(string package, FormattableString what) =>
        new(PackageDiagnostics.NotSigned.At(new SourceLocation(package), what));
}
