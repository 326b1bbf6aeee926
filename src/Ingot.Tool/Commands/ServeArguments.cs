using System.CommandLine;
using Ingot.Alerts;
using Ingot.Core.Diagnostics;
using Ingot.Serving;
using Ingot.Tool.Serving;

namespace Ingot.Tool.Commands;

/// <summary>The options of <c>serve</c>.</summary>
internal sealed class ServeArguments
{
    private const string PasswordVariable = "INGOT_CERTIFICATE_PASSWORD";

    private readonly Option<string?> _channel = new("--channel") { Description = "The channel whose models are served, such as production." };
    private readonly Option<string> _channels = new("--channels") { Description = "The folder of the channels.", DefaultValueFactory = _ => Path.Combine("models", "channels") };
    private readonly Option<string[]> _packages = new("--package") { Description = "A package to serve without a channel, such as Contoso.Churn@1.4.0; may be repeated." };
    private readonly Option<string[]> _folders = new("--packages") { Description = "A folder of .nupkg files to look in before the restored packages and the feeds; may be repeated." };
    private readonly Option<string[]> _urls = new("--urls") { Description = "An address to listen on; may be repeated.", DefaultValueFactory = _ => ["http://127.0.0.1:5080"] };
    private readonly Option<string?> _canary = new("--canary") { Description = "A channel whose versions get a part of the requests." };
    private readonly Option<double> _percent = new("--canary-percent") { Description = "Percent of the requests that go to the canary.", DefaultValueFactory = _ => 10 };
    private readonly Option<string?> _shadow = new("--shadow") { Description = "A channel whose versions score the same requests without answering." };
    private readonly Option<string?> _keys = new("--api-keys") { Description = "A JSON file of API keys by their SHA-256, with their scopes (predict, admin)." };
    private readonly Option<string?> _authority = new("--jwt-authority") { Description = "The issuer of JWT bearer tokens." };
    private readonly Option<string?> _audience = new("--jwt-audience") { Description = "The audience that tokens must be for." };
    private readonly Option<bool> _anonymous = new("--allow-anonymous") { Description = "Answer everybody, even from other machines." };
    private readonly Option<bool> _manage = new("--manage") { Description = "Let people with the scope admin change channels on the page: promote, roll back, retire, hand in approvals." };
    private readonly Option<string?> _certificate = new("--certificate") { Description = $"The certificate of https addresses: a .pfx or .pem file; its password is read from the environment variable {PasswordVariable}." };
    private readonly Option<string?> _certificateKey = new("--certificate-key") { Description = "The private key of a .pem certificate, when it is in another file." };
    private readonly Option<int> _threads = new("--threads") { Description = "Threads of one run of a model.", DefaultValueFactory = _ => 1 };
    private readonly Option<int> _batch = new("--batch-rows") { Description = "Rows up to which waiting requests are put together into one run; 0: each runs alone.", DefaultValueFactory = _ => 64 };
    private readonly Option<int> _body = new("--max-body") { Description = "Bytes of a request's body.", DefaultValueFactory = _ => 4 << 20 };
    private readonly Option<int> _rows = new("--max-rows") { Description = "Rows of a request.", DefaultValueFactory = _ => 10_000 };
    private readonly Option<int> _concurrency = new("--concurrency") { Description = "Requests that are worked on at the same time.", DefaultValueFactory = _ => 64 };
    private readonly Option<int> _queue = new("--queue") { Description = "Requests that wait for their turn; more are refused with 429.", DefaultValueFactory = _ => 256 };
    private readonly Option<double> _timeout = new("--timeout") { Description = "Seconds that a request may take; then it is refused with 503.", DefaultValueFactory = _ => 30 };
    private readonly Option<double> _drain = new("--drain") { Description = "Seconds for which requests are still accepted after the server was asked to stop and says that it is not ready.", DefaultValueFactory = _ => 0 };
    private readonly Option<string?> _collector = new("--otlp") { Description = "The address of an OpenTelemetry collector for traces and metrics." };
    private readonly TrialOptions _trial = new();
    private readonly LogArguments _log = new();
    private readonly MonitorArguments _monitor = new();
    private readonly Option<bool> _json = new("--json-logs") { Description = "Write logs as lines of JSON." };

    /// <summary>Gives the options to a command.</summary>
    public void AddTo(Command command)
    {
        Option[] all =
        [
            _channel, _channels, _packages, _folders, _urls, _canary, _percent, _shadow, _keys, _authority, _audience, _anonymous, _manage, _certificate, _certificateKey,
            _threads, _batch, _body, _rows, _concurrency, _queue, _timeout, _drain, .. _trial.All, _collector, .. _log.All, .. _monitor.All, _json,
        ];
        Array.ForEach(all, command.Options.Add);
    }

    /// <summary>What the command line says.</summary>
    /// <exception cref="IngotException">INGOT7007: the file of the API keys cannot be read, or an option has a wrong value.</exception>
    public ServeSettings Read(ParseResult parsed)
    {
        var keys = parsed.GetValue(_keys) is { } file ? ApiKeyFile.Read(file) : [];
        var log = _log.Read(parsed);
        var monitor = _monitor.Read(parsed, log);
        return new ServeSettings
        {
            Urls = [.. parsed.GetValue(_urls)!.Select(u => Address("--urls", u))],
            Certificate = parsed.GetValue(_certificate),
            CertificateKey = parsed.GetValue(_certificateKey),
            CertificatePassword = Environment.GetEnvironmentVariable(PasswordVariable),
            Collector = parsed.GetValue(_collector) is { } collector ? Address("--otlp", collector) : null,
            Log = log,
            Monitor = monitor,
            Sinks = monitor?.Sinks ?? (parsed.GetValue(_manage) ? AlertSettings.Read(Environment.GetEnvironmentVariable, TimeProvider.System) : []),
            JsonLogs = parsed.GetValue(_json),
            Configure = options =>
            {
                options.Channel = parsed.GetValue(_channel);
                options.ChannelsFolder = parsed.GetValue(_channels)!;
                Array.ForEach(parsed.GetValue(_packages)!, options.Packages.Add);
                Array.ForEach(parsed.GetValue(_folders)!, options.PackageFolders.Add);
                options.Trial = _trial.Limits(parsed);
                options.Threads = parsed.GetValue(_threads);
                options.Batching.MaxRows = parsed.GetValue(_batch);
                options.Canary.Channel = parsed.GetValue(_canary);
                options.Canary.Percent = parsed.GetValue(_percent);
                options.ShadowChannel = parsed.GetValue(_shadow);
                options.ManageChannels = parsed.GetValue(_manage);
                options.Access.AllowAnonymous = parsed.GetValue(_anonymous);
                options.Access.TokenAuthority = parsed.GetValue(_authority);
                options.Access.TokenAudience = parsed.GetValue(_audience);
                foreach (var key in keys)
                {
                    options.Access.ApiKeys.Add(key);
                }

                SetLimits(options.Limits, parsed);
            },
        };
    }

    private void SetLimits(LimitOptions limits, ParseResult parsed)
    {
        limits.MaxBodyBytes = parsed.GetValue(_body);
        limits.MaxRows = parsed.GetValue(_rows);
        limits.MaxConcurrentRequests = parsed.GetValue(_concurrency);
        limits.MaxQueuedRequests = parsed.GetValue(_queue);
        limits.Timeout = Seconds("--timeout", parsed.GetValue(_timeout));
        limits.DrainDelay = Seconds("--drain", parsed.GetValue(_drain));
    }

    private static Uri Address(string option, string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps) && uri.PathAndQuery == "/"
            ? uri
            : throw new IngotException(ServeDiagnostics.WrongSetting.At(
                SourceLocation.None, $"The setting {option} is '{text}'; expected an address such as http://127.0.0.1:5080. Correct it."));

    private static TimeSpan Seconds(string option, double seconds) => seconds is >= 0 and <= 86_400
        ? TimeSpan.FromSeconds(seconds)
        : throw new IngotException(ServeDiagnostics.WrongSetting.At(
            SourceLocation.None, $"The setting {option} is '{seconds}'; expected seconds, 0 to 86400. Correct it."));
}
