using System.CommandLine;
using Ingot.Core.Diagnostics;
using Ingot.Monitoring.PostgreSql;
using Ingot.Monitoring.Predictions;

namespace Ingot.Tool.Commands;

/// <summary>The options of <c>serve</c> for the prediction log.</summary>
internal sealed class LogArguments
{
    /// <summary>The environment variable of the key that <c>--log-hash</c> hashes with: 16 bytes or more, as base64.</summary>
    internal const string KeyVariable = "INGOT_LOG_HASH_KEY";

    /// <summary>The environment variable of <c>--log-postgres</c>'s connection string.</summary>
    internal const string DatabaseVariable = LogDatabase.Variable;

    private const int LeastKey = 16;
    private const int MostDays = 36_500;

    private readonly Option<string?> _log = new("--log") { Description = "A folder for the prediction log; late labels are taken at /models/NAME/feedback." };
    private readonly Option<double> _sample = new("--log-sample") { Description = "The share of the requests that is logged, 0 to 1.", DefaultValueFactory = _ => 1 };
    private readonly Option<string[]> _drop = new("--log-drop") { Description = "A column that is not logged; may be repeated." };
    private readonly Option<string[]> _hash = new("--log-hash") { Description = $"A column of which only a keyed hash is logged; may be repeated. The key is read from the environment variable {KeyVariable}, as base64 of {LeastKey} bytes or more." };
    private readonly Option<int?> _keep = new("--log-keep") { Description = "Days after which logged predictions and labels are deleted; without it they are kept." };

    private readonly Option<bool> _postgres = new("--log-postgres") { Description = $"Store the log in PostgreSQL instead of Parquet files. The connection string is read from the environment variable {DatabaseVariable}; without it, the database is that of PGHOST, PGPORT, PGDATABASE, PGUSER and PGPASSWORD." };

    /// <summary>All options, in the order of the help.</summary>
    public IReadOnlyList<Option> All => [_log, _sample, _drop, _hash, _keep, _postgres];

    /// <summary>What the command line says; null: no log.</summary>
    /// <exception cref="IngotException">INGOT7007: an option has a wrong value.</exception>
    public PredictionLogOptions? Read(ParseResult parsed)
    {
        if (parsed.GetValue(_log) is not { } folder)
        {
            return All.FirstOrDefault(o => parsed.GetResult(o) is { Implicit: false }) is { } lonely
                ? throw Wrong($"The setting {lonely.Name} is about a prediction log, and there is none; expected --log with a folder. Add it.")
                : null;
        }

        var hashed = parsed.GetValue(_hash)!;
        var options = new PredictionLogOptions
        {
            Folder = folder,
            SampleRate = parsed.GetValue(_sample),
            DroppedColumns = parsed.GetValue(_drop)!,
            HashedColumns = hashed,
            HashKey = hashed.Length > 0 ? Key() : default,
            Retention = parsed.GetValue(_keep) is { } days ? Days(days) : null,
        };

        // A database takes few rows as well as many, and shows them sooner.
        return parsed.GetValue(_postgres) ? options with { Store = Database(), RollAfter = TimeSpan.FromMinutes(1) } : options;
    }

    // The message never has the value: it may be a key with a typing error.
    private static byte[] Key()
    {
        if (Environment.GetEnvironmentVariable(KeyVariable) is not { Length: > 0 } text)
        {
            throw Wrong($"The setting --log-hash needs the environment variable {KeyVariable}, which is not set; expected a secret key of {LeastKey} bytes or more, as base64. Set it, for example to what 'openssl rand -base64 32' prints once, and keep it: with another key equal values get other hashes.");
        }

        var key = new byte[text.Length];
        return Convert.TryFromBase64String(text, key, out var length) && length >= LeastKey
            ? key[..length]
            : throw Wrong($"The environment variable {KeyVariable} is not base64 of {LeastKey} bytes or more. Set it, for example to what 'openssl rand -base64 32' prints once, and keep it: with another key equal values get other hashes.");
    }

    private static PostgreSqlStore Database() => LogDatabase.Make("--log-postgres", ServeDiagnostics.WrongSetting, text => new PostgreSqlStore(text));

    private static TimeSpan Days(int days) => days is >= 1 and <= MostDays
        ? TimeSpan.FromDays(days)
        : throw Wrong(FormattableString.Invariant($"The setting --log-keep is '{days}'; expected days, 1 to {MostDays}. Correct it."));

    private static IngotException Wrong(string message) =>
        new(ServeDiagnostics.WrongSetting.At(SourceLocation.None, $"{message}"));
}
