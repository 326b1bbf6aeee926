using System.CommandLine;
using System.CommandLine.Parsing;
using Ingot.Core.Diagnostics;
using Ingot.Jobs.Schedulers;
using Ingot.Tool.Signing;
using Ingot.Tool.Workers;

namespace Ingot.Tool.Building;

/// <summary>The options that say who does the work, and what each scheduler is told.</summary>
internal sealed class SchedulerChoice
{
    private const string Local = "local";
    private const string Slurm = "slurm";
    private const string Kubernetes = "kubernetes";

    private readonly Option<int> _parallel;
    private readonly Option<string[]> _slurm = new("--slurm") { Description = "With --on slurm: an option for sbatch, such as --slurm=--partition=cpu. Give it several times for several options." };
    private readonly Option<string?> _image = new("--image") { Description = "With --on kubernetes: the container image, which has the .NET SDK and a shell." };
    private readonly Option<string?> _claim = new("--claim") { Description = "With --on kubernetes: the persistent volume claim of the disk that this machine and the pods share." };
    private readonly Option<string?> _mount = new("--mount") { Description = "With --on kubernetes: where this machine has that disk, and pods too. Default: the current folder." };
    private readonly Option<string?> _namespace = new("--namespace") { Description = "With --on kubernetes: the namespace. Default: that of the configuration that kubectl uses." };
    private readonly Option<string?> _cpu = new("--cpu") { Description = "With --on kubernetes: processors that each pod asks for, such as 2." };
    private readonly Option<string?> _memory = new("--memory") { Description = "With --on kubernetes: memory that each pod asks for and may not exceed, such as 4Gi." };

    /// <summary>The options.</summary>
    /// <param name="parallel">What <c>--parallel</c> says; null: how many units at a time.</param>
    public SchedulerChoice(string? parallel = null)
    {
        On.AcceptOnlyFromAmong(Local, Slurm, Kubernetes);
        _parallel = Positive("--parallel", parallel ?? "How many at a time. Default: here half as many as there are processors; on a cluster as many as it has room for.");
    }

    /// <summary>Who does the work.</summary>
    public Option<string> On { get; } = new("--on") { Description = "Who does the work: this machine (local), or a cluster (slurm, kubernetes).", DefaultValueFactory = _ => Local };

    /// <summary>How often a unit may begin.</summary>
    public Option<int> Attempts { get; } = Positive("--attempts", "How often one may begin whose machine is lost.", 3);

    private Option[] Options => [On, _parallel, Attempts, _slurm, _image, _claim, _mount, _namespace, _cpu, _memory];

    /// <summary>Gives a verb the options that it does not have yet.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in Options.Where(o => !command.Options.Contains(o)))
        {
            command.Add(option);
        }

        command.Validators.Add(Check);
    }

    /// <summary>Whether the work is done by this machine.</summary>
    public bool IsLocal(SymbolResult result) => result.GetValue(On) is null or Local;

    /// <summary>How many at a time; null: nothing was said.</summary>
    public int? ParallelOf(ParseResult parsed) => parsed.GetValue(_parallel) is > 0 and var parallel ? parallel : null;

    /// <summary>The scheduler that was chosen; whoever gets it disposes of it when it is disposable.</summary>
    /// <exception cref="IngotException">INGOT9301: no cluster is configured.</exception>
    /// <param name="parsed">What was said.</param>
    /// <param name="here">How many units at a time on this machine, where nothing is said; null: half as many as there are processors.</param>
    public IScheduler Of(ParseResult parsed, int? here = null) => parsed.GetValue(On) switch
    {
        Slurm => new SlurmScheduler(new SchedulerPrograms(SecretVariables.KeepFrom), OwnTool.Command(UnitTool.Verb), parsed.GetValue(_parallel), parsed.GetValue(_slurm) ?? [], TimeProvider.System),
        Kubernetes => OnKubernetes(parsed),
        _ => new LocalScheduler(UnitTool.Worker, parsed.GetValue(_parallel) is > 0 and var parallel ? parallel : here ?? Math.Max(1, Environment.ProcessorCount / 2)),
    };

    /// <summary>What was said, as <see cref="Open"/> reads it; null: nothing.</summary>
    public string? TextOf(ParseResult parsed)
    {
        if (parsed.GetResult(On) is null or { Implicit: true })
        {
            return null;
        }

        var words = new List<string> { parsed.GetValue(On)! };
        foreach (var option in Options.Where(o => o != On && o != _mount && parsed.GetResult(o) is { Implicit: false }))
        {
            words.AddRange(parsed.GetResult(option)!.Tokens.Select(t => $"{option.Name}={t.Value}"));
        }

        // Paths are seen from where the verb was started.
        if (parsed.GetValue(On) == Kubernetes)
        {
            words.Add($"{_mount.Name}={Path.GetFullPath(parsed.GetValue(_mount) ?? Environment.CurrentDirectory)}");
        }

        return string.Join(' ', words.Select(w => w.Any(char.IsWhiteSpace) ? $"\"{w}\"" : w));
    }

    /// <summary>The scheduler that a text chooses: <c>slurm --slurm=--mem=8G</c>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="here">As of <see cref="Of"/>.</param>
    /// <param name="at">The place of the text.</param>
    /// <exception cref="IngotException">INGOT2610: it cannot be understood; INGOT9301: no cluster is configured.</exception>
    public static ChosenScheduler Open(string text, int here, SourceLocation at)
    {
        var choice = new SchedulerChoice();
        var command = new Command("search");
        choice.AddTo(command);
        var parsed = command.Parse([choice.On.Name, .. CommandLineParser.SplitCommandLine(text)]);
        return parsed.Errors.Count == 0
            ? new ChosenScheduler(choice.Of(parsed, here), parsed.GetValue(choice.Attempts))
            : throw new IngotException(SearchDiagnostics.InvalidPlace.At(
                at, $"ModelSearchOn is '{text}': {parsed.Errors[0].Message} Expected {Local}, {Slurm} or {Kubernetes}, with options as after --on: {Slurm} --slurm=--mem=8G."));
    }

    private static Option<int> Positive(string name, string description, int value = 0)
    {
        var option = new Option<int>(name) { Description = description };
        if (value > 0)
        {
            option.DefaultValueFactory = _ => value;
        }

        option.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && (!int.TryParse(result.Tokens[0].Value, out var given) || given < 1))
            {
                result.AddError($"{name} is a whole number from 1 on, not '{result.Tokens[0].Value}'.");
            }
        });
        return option;
    }

    private void Check(CommandResult result)
    {
        if (result.GetValue(On) == Kubernetes && (result.GetValue(_image) is null || result.GetValue(_claim) is null))
        {
            result.AddError("--on kubernetes needs --image and --claim: what the pods run, and the disk that they share with this machine.");
        }

        foreach (var (option, scheduler) in new (Option, string)[] { (_slurm, Slurm), (_image, Kubernetes), (_claim, Kubernetes), (_mount, Kubernetes), (_namespace, Kubernetes), (_cpu, Kubernetes), (_memory, Kubernetes) })
        {
            if (result.GetResult(option) is not null && result.GetValue(On) != scheduler)
            {
                result.AddError($"{option.Name} is for --on {scheduler}.");
            }
        }
    }

    private KubernetesScheduler OnKubernetes(ParseResult parsed)
    {
        var mount = Path.GetFullPath(parsed.GetValue(_mount) ?? Environment.CurrentDirectory);
        var place = new KubernetesPlace(
            parsed.GetValue(_namespace), parsed.GetValue(_image)!, parsed.GetValue(_claim)!, mount, parsed.GetValue(_cpu), parsed.GetValue(_memory));
        return KubernetesScheduler.Open(place with { Packages = PackagesOn(place, Environment.GetEnvironmentVariable(KubernetesPlace.PackagesVariable)) }, parsed.GetValue(_parallel));
    }

    // Pods see the folder of packages of this machine only where it is on the disk that they share.
    private static string? PackagesOn(KubernetesPlace place, string? packages) => string.IsNullOrEmpty(packages) || !place.Has(packages) ? null : Path.GetFullPath(packages);
}
