using Ingot.Artifacts.Stages;
using Ingot.Pipeline.Accept;
using Ingot.Pipeline.Attest;
using Ingot.Pipeline.Automl;
using Ingot.Pipeline.Challenge;
using Ingot.Pipeline.Collect;
using Ingot.Pipeline.Evaluate;
using Ingot.Pipeline.Export;
using Ingot.Pipeline.Gate;
using Ingot.Pipeline.Monitor;
using Ingot.Pipeline.Package;
using Ingot.Pipeline.Prepare;
using Ingot.Pipeline.Reproduce;
using Ingot.Pipeline.Retrain;
using Ingot.Pipeline.Search;
using Ingot.Pipeline.Train;

namespace Ingot.Pipeline;

/// <summary>A stage of the way from data to a model that can be packed: its declaration in <see cref="StageCatalog"/>, and its code.</summary>
public sealed class Stage
{
    private readonly Func<StageContext, bool> _run;

    private Stage(StageDefinition definition, Func<StageContext, bool> run)
    {
        Definition = definition;
        _run = run;
    }

    /// <summary>Data in, clean and validated tables out.</summary>
    public static Stage Prepare { get; } = new(StageCatalog.Prepare, PrepareStage.Run);

    /// <summary>The trainers that trials choose.</summary>
    public static Stage Automl { get; } = new(StageCatalog.Automl, AutomlStage.Run);

    /// <summary>Tables in, an ONNX model out.</summary>
    public static Stage Train { get; } = new(StageCatalog.Train, TrainStage.Run);

    /// <summary>The models that tests compare the model with.</summary>
    public static Stage Challenge { get; } = new(StageCatalog.Challenge, ChallengeStage.Run);

    /// <summary>The ONNX model scored on the reference data.</summary>
    public static Stage Evaluate { get; } = new(StageCatalog.Evaluate, EvaluateStage.Run);

    /// <summary>Metrics against thresholds.</summary>
    public static Stage Gate { get; } = new(StageCatalog.Gate, GateStage.Run);

    /// <summary>The model and its evidence together.</summary>
    public static Stage Export { get; } = new(StageCatalog.Export, ExportStage.Run);

    /// <summary>The built package's client, tried before it is packed.</summary>
    public static Stage Package { get; } = new(StageCatalog.Package, PackageStage.Run);

    /// <summary>Where the package's files come from, said with hashes.</summary>
    public static Stage Attest { get; } = new(StageCatalog.Attest, AttestStage.Run);

    /// <summary>A person accepts the metrics as the new baseline.</summary>
    public static Stage Accept { get; } = new(StageCatalog.Accept, AcceptStage.Run);

    /// <summary>The model against one that was made again from the data.</summary>
    public static Stage Reproduce { get; } = new(StageCatalog.Reproduce, ReproduceStage.Run);

    /// <summary>What was served beside the reference.</summary>
    public static Stage Monitor { get; } = new(StageCatalog.Monitor, MonitorStage.Run);

    /// <summary>The labelled rows of production that a new model would learn from.</summary>
    public static Stage Collect { get; } = new(StageCatalog.Collect, CollectStage.Run);

    /// <summary>A model that was trained again beside the one in production.</summary>
    public static Stage Retrain { get; } = new(StageCatalog.Retrain, RetrainStage.Run);

    /// <summary>The trainer's parameters, by trials.</summary>
    public static Stage Search { get; } = new(StageCatalog.Search, SearchStage.Run);

    /// <summary>The stages in the order of the way.</summary>
    public static IReadOnlyList<Stage> All { get; } = [Prepare, Automl, Train, Challenge, Evaluate, Gate, Export, Package, Attest, Accept, Reproduce, Monitor, Collect, Retrain, Search];

    /// <summary>What is declared of it.</summary>
    public StageDefinition Definition { get; }

    /// <summary>The stage's folder below the ingot folder.</summary>
    public string FolderName => Definition.FolderName;

    /// <summary>The stage of a name, without case; null when there is none.</summary>
    public static Stage? Find(string name) => All.FirstOrDefault(s => s.Definition == StageCatalog.Find(name));

    /// <summary>Runs the stage.</summary>
    /// <returns>False when a gate failed: the stage's work is done and its output stands, but the build must not go on.</returns>
    public bool Run(StageContext context) => _run(context);
}
