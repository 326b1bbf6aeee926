using Ingot.Pipeline.Challenge;

namespace Ingot.Pipeline;

/// <summary>A stage of the way from data to a model that can be packed.</summary>
public sealed class Stage
{
    private readonly Func<StageContext, bool> _run;

    private Stage(string name, string target, Func<StageContext, bool> run)
    {
        Name = name;
        Target = target;
        _run = run;
    }

    /// <summary>Data in, clean and validated tables out.</summary>
    public static Stage Prepare { get; } = new("Prepare", "PrepareData", PrepareStage.Run);

    /// <summary>Tables in, an ONNX model out.</summary>
    public static Stage Train { get; } = new("Train", "TrainModel", TrainStage.Run);

    /// <summary>The models that tests compare the model with.</summary>
    public static Stage Challenge { get; } = new("Challenge", "ChallengeModel", ChallengeStage.Run);

    /// <summary>The ONNX model scored on the reference data.</summary>
    public static Stage Evaluate { get; } = new("Evaluate", "EvaluateModel", EvaluateStage.Run);

    /// <summary>Metrics against thresholds.</summary>
    public static Stage Gate { get; } = new("Gate", "GateModel", GateStage.Run);

    /// <summary>The model and its evidence together.</summary>
    public static Stage Export { get; } = new("Export", "ExportModel", ExportStage.Run);

    /// <summary>The built package's client, tried before it is packed.</summary>
    public static Stage Package { get; } = new("Package", "ValidatePackage", PackageStage.Run);

    /// <summary>Where the package's files come from, said with hashes.</summary>
    public static Stage Attest { get; } = new("Attest", "AttestPackage", AttestStage.Run);

    /// <summary>A person accepts the metrics as the new baseline.</summary>
    public static Stage Accept { get; } = new("Accept", "AcceptModel", AcceptStage.Run);

    /// <summary>The model against one that was made again from the data.</summary>
    public static Stage Reproduce { get; } = new("Reproduce", "ReproduceModel", ReproduceStage.Run);

    /// <summary>The stages in the order of the way.</summary>
    public static IReadOnlyList<Stage> All { get; } = [Prepare, Train, Challenge, Evaluate, Gate, Export, Package, Attest, Accept, Reproduce];

    /// <summary>The stage's word, such as <c>Train</c>.</summary>
    public string Name { get; }

    /// <summary>The MSBuild target that runs it.</summary>
    public string Target { get; }

    /// <summary>The stage's folder below the ingot folder.</summary>
    public string FolderName => Name.ToLowerInvariant();

    /// <summary>The stage of a name, without case; null when there is none.</summary>
    public static Stage? Find(string name) =>
        All.FirstOrDefault(s => string.Equals(s.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Runs the stage.</summary>
    /// <returns>False when a gate failed: the stage's work is done and its output stands, but the build must not go on.</returns>
    public bool Run(StageContext context) => _run(context);
}
