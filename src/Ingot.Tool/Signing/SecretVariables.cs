using System.Diagnostics;
using Ingot.Alerts;
using Ingot.Releases.Feeds;

namespace Ingot.Tool.Signing;

/// <summary>The secrets that a verb reads from its environment: what it starts does not need them.</summary>
internal static class SecretVariables
{
    /// <summary>The environment variable that holds the password of a certificate.</summary>
    public const string CertificatePassword = "INGOT_CERTIFICATE_PASSWORD";

    private static readonly string[] Names = [Publisher.KeyVariable, PrivateKeys.KeyVariable, PrivateKeys.PasswordVariable, CertificatePassword, .. AlertSettings.Variables];

    /// <summary>Keeps them from a process: a build runs the project's own code and that of all its packages.</summary>
    /// <param name="start">How the process is started.</param>
    public static void KeepFrom(ProcessStartInfo start)
    {
        foreach (var name in Names)
        {
            start.Environment.Remove(name);
        }
    }
}
