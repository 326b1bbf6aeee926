using System.CommandLine;
using Ingot.Releases.Validation;
using Ingot.Tool.Workers;

namespace Ingot.Tool.Commands;

/// <summary>The options of verbs that try a package's model: what it may take.</summary>
internal sealed class TrialOptions
{
    private const double MaxSeconds = 86_400;

    private readonly Option<double> _time = new("--trial-time")
    {
        Description = "Seconds in which a package's model must load and answer its golden rows, in a process of its own.",
        DefaultValueFactory = _ => new TrialLimits().Time.TotalSeconds,
    };

    private readonly Option<long?> _memory = new("--trial-memory") { Description = "MiB of memory that it may take for that. Default: 512, and 24 times its ONNX file." };

    public TrialOptions()
    {
        _time.Validators.Add(r =>
        {
            if (r.GetValueOrDefault<double>() is not (> 0 and <= MaxSeconds))
            {
                r.AddError($"--trial-time is '{r.Tokens[0].Value}'; expected seconds, more than 0 and up to {MaxSeconds}.");
            }
        });
        _memory.Validators.Add(r =>
        {
            if (r.GetValueOrDefault<long?>() is <= 0 or > long.MaxValue >> 20)
            {
                r.AddError($"--trial-memory is '{r.Tokens[0].Value}'; expected MiB, more than 0.");
            }
        });
    }

    /// <summary>Both.</summary>
    public Option[] All => [_time, _memory];

    /// <summary>Gives the options to a command.</summary>
    public void AddTo(Command command) => Array.ForEach(All, command.Options.Add);

    /// <summary>What the command line says.</summary>
    public TrialLimits Limits(ParseResult parsed) => new()
    {
        Time = TimeSpan.FromSeconds(parsed.GetValue(_time)),
        Memory = parsed.GetValue(_memory) << 20,
    };

    /// <summary>The trial that the command line asks for.</summary>
    public IModelTrial Trial(ParseResult parsed) => ModelTrial.With(Limits(parsed));
}
