using Cake.Core;
using Cake.Core.Annotations;

namespace Ingot.Cake;

/// <summary>
/// Ingot's stages as aliases: each runs one MSBuild target of a model project, given by its file or its folder. A target
/// runs the stages before it as far as they are out of date.
/// </summary>
[CakeAliasCategory("Ingot")]
[CakeNamespaceImport("Ingot.Cake")]
public static class IngotAliases
{
    /// <summary>Reads, validates and cleans the data of a model.</summary>
    /// <param name="context">The context.</param>
    /// <param name="project">The project file, or a folder with one.</param>
    /// <param name="configure">Sets how it runs; null for the defaults.</param>
    /// <exception cref="CakeException">It failed; MSBuild said why.</exception>
    [CakeMethodAlias]
    public static void IngotPrepare(this ICakeContext context, string project, Action<IngotSettings>? configure = null) =>
        new IngotRunner(context).RunTarget(project, "PrepareData", Settings(configure));

    /// <summary>Trains a model, after its data were prepared.</summary>
    /// <param name="context">The context.</param>
    /// <param name="project">The project file, or a folder with one.</param>
    /// <param name="configure">Sets how it runs; null for the defaults.</param>
    /// <exception cref="CakeException">It failed; MSBuild said why.</exception>
    [CakeMethodAlias]
    public static void IngotTrain(this ICakeContext context, string project, Action<IngotSettings>? configure = null) =>
        new IngotRunner(context).RunTarget(project, "TrainModel", Settings(configure));

    /// <summary>Trains the models that the tests of a model compare it with, after it was trained; nothing when it has no such tests.</summary>
    /// <param name="context">The context.</param>
    /// <param name="project">The project file, or a folder with one.</param>
    /// <param name="configure">Sets how it runs; null for the defaults.</param>
    /// <exception cref="CakeException">It failed; MSBuild said why.</exception>
    [CakeMethodAlias]
    public static void IngotChallenge(this ICakeContext context, string project, Action<IngotSettings>? configure = null) =>
        new IngotRunner(context).RunTarget(project, "ChallengeModel", Settings(configure));

    /// <summary>Measures a model's ONNX file on the reference data, after it was trained.</summary>
    /// <param name="context">The context.</param>
    /// <param name="project">The project file, or a folder with one.</param>
    /// <param name="configure">Sets how it runs; null for the defaults.</param>
    /// <exception cref="CakeException">It failed; MSBuild said why.</exception>
    [CakeMethodAlias]
    public static void IngotEvaluate(this ICakeContext context, string project, Action<IngotSettings>? configure = null) =>
        new IngotRunner(context).RunTarget(project, "EvaluateModel", Settings(configure));

    /// <summary>Compares the metrics of a model with what its gates ask for; fails when one of them failed.</summary>
    /// <param name="context">The context.</param>
    /// <param name="project">The project file, or a folder with one.</param>
    /// <param name="configure">Sets how it runs; null for the defaults.</param>
    /// <exception cref="CakeException">It failed; MSBuild said why.</exception>
    [CakeMethodAlias]
    public static void IngotGate(this ICakeContext context, string project, Action<IngotSettings>? configure = null) =>
        new IngotRunner(context).RunTarget(project, "GateModel", Settings(configure));

    /// <summary>
    /// Compares what was served with the model's reference, and decides the project's monitor gates; fails when one of them failed. What was served is
    /// named by the project, or by the properties <c>ModelMonitorLog</c> and others.
    /// </summary>
    /// <param name="context">The context.</param>
    /// <param name="project">The project file, or a folder with one.</param>
    /// <param name="configure">Sets how it runs; null for the defaults.</param>
    /// <exception cref="CakeException">It failed; MSBuild said why.</exception>
    [CakeMethodAlias]
    public static void IngotMonitor(this ICakeContext context, string project, Action<IngotSettings>? configure = null) =>
        new IngotRunner(context).RunTarget(project, "MonitorModel", Settings(configure));

    /// <summary>
    /// Trains the model again with labelled rows of production and compares it with the version of <c>ModelBaselineVersion</c>; nothing else changes. Why is
    /// said by the property <c>ModelRetrainBecause</c>, or decided by the project's <c>RetrainTrigger</c> items. What became of it is in <c>retrain.json</c>.
    /// </summary>
    /// <param name="context">The context.</param>
    /// <param name="project">The project file, or a folder with one.</param>
    /// <param name="configure">Sets how it runs; null for the defaults.</param>
    /// <exception cref="CakeException">It failed; MSBuild said why.</exception>
    [CakeMethodAlias]
    public static void IngotRetrain(this ICakeContext context, string project, Action<IngotSettings>? configure = null) =>
        new IngotRunner(context).RunTarget(project, "RetrainModel", Settings(configure));

    /// <summary>
    /// Tries parameters of the trainer, as the project's <c>Search</c> item says, on its training data. The property <c>ModelSearchTrials</c> says how many trials there are, and
    /// <c>ModelSearchApply</c> writes the best into the project. What was found is in <c>search.json</c>.
    /// </summary>
    /// <param name="context">The context.</param>
    /// <param name="project">The project file, or a folder with one.</param>
    /// <param name="configure">Sets how it runs; null for the defaults.</param>
    /// <exception cref="CakeException">It failed; MSBuild said why.</exception>
    [CakeMethodAlias]
    public static void IngotSearch(this ICakeContext context, string project, Action<IngotSettings>? configure = null) =>
        new IngotRunner(context).RunTarget(project, "SearchModel", Settings(configure));

    /// <summary>
    /// Chooses the trainer by trials, of a project whose trainer is <c>Auto</c> (or with the property <c>ModelTrainer=Auto</c>), without training it. What was tried is in <c>leaderboard.json</c>.
    /// </summary>
    /// <param name="context">The context.</param>
    /// <param name="project">The project file, or a folder with one.</param>
    /// <param name="configure">Sets how it runs; null for the defaults.</param>
    /// <exception cref="CakeException">It failed; MSBuild said why.</exception>
    [CakeMethodAlias]
    public static void IngotAutoml(this ICakeContext context, string project, Action<IngotSettings>? configure = null) =>
        new IngotRunner(context).RunTarget(project, "AutomlModel", Settings(configure));

    /// <summary>Writes the model, its evidence and its card together, after the gates passed.</summary>
    /// <param name="context">The context.</param>
    /// <param name="project">The project file, or a folder with one.</param>
    /// <param name="configure">Sets how it runs; null for the defaults.</param>
    /// <exception cref="CakeException">It failed; MSBuild said why.</exception>
    [CakeMethodAlias]
    public static void IngotExport(this ICakeContext context, string project, Action<IngotSettings>? configure = null) =>
        new IngotRunner(context).RunTarget(project, "ExportModel", Settings(configure));

    /// <summary>Makes the NuGet package of a model, after building it.</summary>
    /// <param name="context">The context.</param>
    /// <param name="project">The project file, or a folder with one.</param>
    /// <param name="configure">Sets how it runs; null for the defaults.</param>
    /// <exception cref="CakeException">It failed; MSBuild said why.</exception>
    [CakeMethodAlias]
    public static void IngotPack(this ICakeContext context, string project, Action<IngotSettings>? configure = null) =>
        new IngotRunner(context).RunTarget(project, "Pack", Settings(configure));

    /// <summary>Writes the evaluated result beside the project, for change gates to compare with.</summary>
    /// <param name="context">The context.</param>
    /// <param name="project">The project file, or a folder with one.</param>
    /// <param name="configure">Sets how it runs; null for the defaults.</param>
    /// <exception cref="CakeException">It failed; MSBuild said why.</exception>
    [CakeMethodAlias]
    public static void IngotAccept(this ICakeContext context, string project, Action<IngotSettings>? configure = null) =>
        new IngotRunner(context).RunTarget(project, "AcceptModel", Settings(configure));

    /// <summary>Makes a model again from its data, without a cache, and compares the two byte for byte; fails when they differ.</summary>
    /// <param name="context">The context.</param>
    /// <param name="project">The project file, or a folder with one.</param>
    /// <param name="configure">Sets how it runs; null for the defaults.</param>
    /// <exception cref="CakeException">It failed; MSBuild said why.</exception>
    [CakeMethodAlias]
    public static void IngotReproduce(this ICakeContext context, string project, Action<IngotSettings>? configure = null) =>
        new IngotRunner(context).RunTarget(project, "ReproduceModel", Settings(configure));

    /// <summary>Makes the NuGet package of a model and pushes it to <see cref="IngotSettings.Feed"/>.</summary>
    /// <param name="context">The context.</param>
    /// <param name="project">The project file, or a folder with one.</param>
    /// <param name="configure">Sets how it runs; null for the defaults.</param>
    /// <exception cref="CakeException">It failed; MSBuild said why.</exception>
    [CakeMethodAlias]
    public static void IngotPublish(this ICakeContext context, string project, Action<IngotSettings>? configure = null) =>
        new IngotRunner(context).Publish(project, Settings(configure));

    private static IngotSettings Settings(Action<IngotSettings>? configure)
    {
        var settings = new IngotSettings();
        configure?.Invoke(settings);
        return settings;
    }
}
