using System.Globalization;
using System.Runtime.InteropServices;
using Ingot.Artifacts;
using Ingot.Artifacts.Stages;
using Ingot.Core.Behaviour;
using Ingot.Core.Diagnostics;
using Ingot.Core.Metrics;
using Ingot.Core.Readiness;
using Ingot.Core.Schemas;

namespace Ingot.Core.Specs;

/// <summary>Turns what a project says into a <see cref="ModelSpec"/>, and says what is wrong with it.</summary>
public sealed class ModelSpecReader
{
    // What each item type understands. The trainer's are the learner's to say.
    private static readonly string[] SliceMetadata = ["Where"];
    private static readonly string[] MLTestMetadata = ["Evidence", "Automated"];

    private readonly ProjectDocument _document;
    private readonly List<Diagnostic> _faults = [];

    private ModelSpecReader(ProjectDocument document) => _document = document;

    /// <summary>Reads the specification.</summary>
    /// <exception cref="IngotException">INGOT1001, for every property and item that is missing or cannot be used.</exception>
    public static ModelSpec Read(ProjectDocument document) => new ModelSpecReader(document).Read();

    private ModelSpec Read()
    {
        var spec = ReadAll();
        return _faults.Count == 0 ? spec : throw new IngotException(_faults);
    }

    private ModelSpec ReadAll()
    {
        var name = Required("ModelName", "the model's name");
        var fraction = ReferenceFraction();
        var (trainer, ensemble) = Part(TrainerSpecReader.Read, (new TrainerSpec(TrainerSpec.BoostedTrees, new Dictionary<string, string>(), _document.Location), null));
        return new ModelSpec
        {
            Name = name,
            Version = _document.Get("Version") ?? "1.0.0",
            PackageId = _document.Get("PackageId") ?? name,
            ProjectFile = Required("ProjectFile", "the path of the project"),
            SchemaFile = Required("ModelSchemaFile", "the path of the schema"),
            AcceptedFile = Required("ModelAcceptedFile", "the path of the accepted result"),
            Baseline = _document.Get("ModelBaselinePackage") is { } baseline
                ? new BaselineSpec(baseline, _document.Get("ModelBaselineVersion"), _document.Get("ModelBaselineFolder"))
                : null,
            Releases = _document.Get("ModelReleasesPackage") is { } released
                ? new ReleasesSpec(released, Releases(released, "ModelReleases", "ModelReleaseFolders"), Releases(released, "ModelBestOf", "ModelBestOfFolders"))
                : null,
            Continued = Continued(),
            PropertyLocations = _document.Places,
            Task = Choice<ModelTask>("ModelTask"),
            Label = Label(),
            PositiveClass = _document.Get("ModelPositiveClass"),
            TrainingData = Data("TrainingData"),
            ReferenceData = fraction is null ? Data("ReferenceData") : [],
            ReferenceFraction = fraction,
            Columns = Each("Column", ColumnSpecReader.Read),
            Features = Features(),
            MissingWords = Words(_document.Get("ModelMissingValues")),
            Trainer = trainer,
            TrainerAssemblies = [.. _document.OfType(ProjectItems.TrainerAssembly).Select(a => a.Include)],
            Ensemble = ensemble,
            OwnModel = Part(OwnModelSpecReader.Read, null),
            Slices = Each("Slice", Slice),
            Gates = Each("Gate", GateReader.Read),
            MonitorGates = Each("MonitorGate", MonitorGateReader.Read),
            Monitor = Part(MonitorSpecReader.Read, new MonitorSpec()),
            Retrain = Part(RetrainSpecReader.Read, new RetrainSpec()),
            Search = Part(SearchSpecReader.Read, null),
            SearchOn = _document.Get("ModelSearchOn"),
            Tests = Each(_document.Items, i => BehaviourTestReader.Read(i, _document)),
            FindWeakSlices = Choice<WeakSliceMode>("ModelFindWeakSlices") ?? WeakSliceMode.Report,
            GateCorrection = Choice<GateCorrection>("ModelGateCorrection") ?? GateCorrection.Holm,
            MLTests = Each("MLTest", MLTest),
            MinTestScore = _document.Get("ModelMinTestScore") is null ? null : Number("ModelMinTestScore", 0, 0, 7),
            RemoveDuplicates = Flag("ModelRemoveDuplicates"),
            Filter = _document.Get("ModelFilter"),
            MaxLeakage = Number("ModelMaxLeakage", 0.05, 0, 1),
            ValidationFraction = Number("ModelValidationFraction", 0.1, 0.001, 0.9),
            Split = Choice<SplitKind>("ModelSplit"),
            SplitGap = Part(SplitReader.Gap, TimeSpan.Zero),
            Folds = Part(SplitReader.Folds, 0),
            Refit = Choice<RefitMode>("ModelRefit") ?? RefitMode.Auto,
            ClassificationThreshold = Number("ModelClassificationThreshold", 0.5, 0, 1),
            Calibration = Choice<CalibrationMethod>("ModelCalibration") ?? CalibrationMethod.None,
            ThresholdCosts = Part(ThresholdReader.Costs, null),
            ThresholdTarget = Part(ThresholdReader.Target, null),
            PredictionInterval = _document.Get("ModelPredictionInterval") is null ? null : Number("ModelPredictionInterval", 0.9, 0.5, 0.999),
            IntervalMethod = IntervalMethod(),
            GoldenRows = Whole("ModelGoldenRows", 20, 0, 1000),
            MonitoringRows = Whole("ModelMonitoringRows", 10_000, 0, 100_000),
            PackageBudgets = new PackageBudgets(
                Amount("ModelMaxLoadTime", MetricUnit.Seconds), Amount("ModelMaxMemory", MetricUnit.Bytes), Amount("ModelMaxLatency", MetricUnit.Seconds)),
            Seed = Whole("ModelSeed", 1, 0, int.MaxValue),
            PermutationImportance = Flag("ModelPermutationImportance", fallback: true),
            Explanations = Flag("ModelExplanations", fallback: true),
            Reasons = Whole("ModelReasons", 0, 0, 100),
            Considerations = Considerations(),
            ContinuousIntegration = Flag("ContinuousIntegration"),
            ParametersSha256 = ModelParameters.Hash(
                ModelParameters.ItemTypes.SelectMany(type => _document.OfType(type).Select(i => (i.ItemType, i.Sha256 ?? i.Include, i.Metadata.AsEnumerable()))), _document.Get),
            Namespace = _document.Get("RootNamespace") ?? _document.Get("PackageId") ?? name,
            LanguageVersion = Whole("LangVersionMajor", 14, 1, 100),
            Platform = _document.Get("RuntimeIdentifier") ?? RuntimeInformation.RuntimeIdentifier,
            AllowBreaking = Flag("ModelAllowBreaking"),
            ClientAssembly = _document.OfType("ClientAssembly").Select(i => i.Include).FirstOrDefault(),
            ClientAssets = [.. _document.OfType("ClientAsset").Select(i => i.Include)],
            ReproduceFolder = _document.Get("ReproduceFolder"),
            Release = ReleaseSpecReader.Read(_document),
        };
    }

    // What is wrong is remembered, and reading goes on: a person wants to know all of it at once.
    private T Remember<T>(IngotException fault, T fallback)
    {
        _faults.AddRange(fault.Diagnostics);
        return fallback;
    }

    private List<T> Each<T>(string itemType, Func<ProjectItem, T> read)
        where T : class => Each(_document.OfType(itemType), read);

    private List<T> Each<T>(IEnumerable<ProjectItem> items, Func<ProjectItem, T?> read)
        where T : class
    {
        var all = new List<T>();
        foreach (var item in items)
        {
            try
            {
                if (read(item) is { } one)
                {
                    all.Add(one);
                }
            }
            catch (IngotException e)
            {
                _faults.AddRange(e.Diagnostics);
            }
        }

        return all;
    }

    private T? Choice<T>(string property)
        where T : struct, Enum
    {
        try
        {
            return Choice<T>(_document.Get(property), $"property {property}", _document.LocationOf(property));
        }
        catch (IngotException e)
        {
            return Remember<T?>(e, null);
        }
    }

    private string Required(string property, string meaning) =>
        _document.Get(property) ?? Remember(
            Wrong(_document.Location, $"The project has no property {property}: {meaning}. Add <{property}>…</{property}> to a PropertyGroup."), string.Empty);

    private string? Label()
    {
        // A task that is misspelt is told by itself.
        var canLack = ModelTasks.IsUnsupervised(_document.Get("ModelTask"));
        return canLack ? _document.Get("ModelLabel") : Required("ModelLabel", "the column that is predicted");
    }

    private double? ReferenceFraction()
    {
        if (_document.Get("ModelReferenceFraction") is null)
        {
            return null;
        }

        return _document.OfType("ReferenceData").FirstOrDefault() is { } item
            ? Remember<double?>(Wrong(item.Location, $"The project has both ReferenceData and the property ModelReferenceFraction, which splits the training data. Remove one of the two."), null)
            : Number("ModelReferenceFraction", 0.2, 0.001, 0.9);
    }

    private List<DataSource> Data(string itemType)
    {
        var folder = Path.GetDirectoryName(_document.Get("ProjectFile")) ?? string.Empty;
        var sources = Each(
            itemType,
            i => new DataSource(i.Include, Path.GetRelativePath(folder, i.Include).Replace('\\', '/'), i.Location, i.Sha256) { Reading = SourceReadingReader.Read(i) });
        return _document.OfType(itemType).Any()
            ? sources
            : Remember(
                Wrong(
                    _document.Location,
                    $"The project has no {itemType} item, or its pattern matches no file. Add <{itemType} Include=\"path/to/data.csv\" /> to an ItemGroup{(itemType == "ReferenceData" ? ", or <ModelReferenceFraction>0.2</ModelReferenceFraction> to a PropertyGroup, which keeps a fifth of the rows from training" : string.Empty)}."),
                sources);
    }

    private IReadOnlyList<BaselineSpec> Releases(string package, string versions, string folders) =>
        [.. List(versions).Zip(List(folders), (version, folder) => new BaselineSpec(package, version, folder))];

    // Restore says what is wrong with the name of a release; a stage is handed none that is wrong, but by hand.
    private BaselineSpec? Continued()
    {
        if (_document.Get("ModelContinueFrom") is not { } text)
        {
            return null;
        }

        return ReleaseName.Parse(text, _document.Get("PackageId") ?? string.Empty) is var (package, version)
            ? new BaselineSpec(package, version, _document.Get("ModelContinueFolder"))
            : Remember(Wrong(_document.LocationOf("ModelContinueFrom"), $"ModelContinueFrom is '{DiagnosticText.Shorten(text)}'; expected a version such as 1.2.0, or a package with its version such as Contoso.Churn@1.2.0. Correct the property."), (BaselineSpec?)null);
    }

    private List<FeatureSpec> Features()
    {
        var features = Each(ProjectItems.Feature, FeatureSpecReader.Read);
        var own = _document.OfType(ProjectItems.PretrainedModel).Concat(_document.OfType(ProjectItems.Trainer).Where(t => t.Include is OwnModelSpec.CommandTrainer or OwnModelSpec.PipelineTrainer)).FirstOrDefault();
        return features.Count == 0 || own is null ? features : Remember(
            Wrong(features[0].Location, $"The project has the Feature '{features[0].Name}' and the {own.ItemType} '{own.Include}', which makes its features itself. Compute it there, and remove the Feature."), features);
    }

    private IntervalMethod IntervalMethod()
    {
        var method = Choice<IntervalMethod>(ModelSpec.IntervalMethodProperty);
        return method is null || _document.Get("ModelPredictionInterval") is not null ? method ?? default : Remember(
            Wrong(_document.LocationOf(ModelSpec.IntervalMethodProperty), $"Property {ModelSpec.IntervalMethodProperty} is '{method}', and the project asks for no intervals. Add <ModelPredictionInterval>0.9</ModelPredictionInterval>, or remove it."), method.Value);
    }

    private T Part<T>(Func<ProjectDocument, T> read, T fallback)
    {
        try
        {
            return read(_document);
        }
        catch (IngotException e)
        {
            return Remember(e, fallback);
        }
    }

    private static SliceSpec Slice(ProjectItem item)
    {
        CheckMetadata(item, SliceMetadata);
        return new SliceSpec(item.Include, item.Get("Where"), item.Location);
    }

    private MLTestDeclaration MLTest(ProjectItem item)
    {
        CheckMetadata(item, MLTestMetadata);
        if (MLTestCatalog.Find(item.Include) is not { } test)
        {
            throw Wrong(item.Location, $"There is no test '{item.Include}' in the ML Test Score; expected Data1 to Data7, Model1 to Model7, Infra1 to Infra7 or Monitor1 to Monitor7.");
        }

        var folder = Path.GetDirectoryName(_document.Get("ProjectFile")) ?? string.Empty;
        if (item.Get("Evidence") is not { } evidence || !(evidence.Contains("://", StringComparison.Ordinal) || Path.Exists(Path.Combine(folder, evidence))))
        {
            throw Wrong(item.Location, $"The MLTest '{item.Include}' names {(item.Get("Evidence") is { } said ? $"'{said}', which does not exist" : "no Evidence")}. Write Evidence=\"…\" with the file of the project, or the address, where its results are written down.");
        }

        return new MLTestDeclaration(test.Id, evidence, Flag(item.Get("Automated"), $"metadata Automated of the MLTest {test.Id}", item.Location), item.Location);
    }

    /// <summary>A misspelled threshold must not make a gate that always passes: what nobody reads is an error.</summary>
    internal static void CheckMetadata(ProjectItem item, string[] known)
    {
        foreach (var name in item.Metadata.Keys.Order(StringComparer.Ordinal))
        {
            if (!known.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                throw Wrong(
                    item.Location,
                    $"The {item.ItemType} '{item.Include}' has the metadata {name}, which does not exist{DiagnosticText.DidYouMean(name, known)}; expected {string.Join(", ", known)}. Correct its name or remove it.");
            }
        }
    }

    private bool Flag(string property, bool fallback = false)
    {
        try
        {
            return Flag(_document.Get(property), $"property {property}", _document.LocationOf(property), fallback);
        }
        catch (IngotException e)
        {
            return Remember(e, fallback);
        }
    }

    internal static bool Flag(string? text, string what, SourceLocation location, bool fallback = false) => text?.ToUpperInvariant() switch
    {
        null => fallback,
        "FALSE" => false,
        "TRUE" => true,
        _ => throw Wrong(location, $"The {what} is '{text}'; expected true or false."),
    };

    private ModelConsiderations Considerations() => new()
    {
        Users = List("ModelUsers"),
        UseCases = List("ModelUseCases"),
        Limitations = List("ModelLimitations"),
        Tradeoffs = List("ModelTradeoffs"),
        EthicalConsiderations = List("ModelEthicalConsiderations"),
    };

    private string[] List(string property) =>
        _document.Get(property)?.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    /// <summary>Words of a list; none of them when the list has only its separator, null when nothing is said.</summary>
    internal static IReadOnlyList<string>? Words(string? text) =>
        text is null ? null : [.. text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private double Number(string property, double fallback, double min, double max)
    {
        var text = _document.Get(property);
        if (text is null)
        {
            return fallback;
        }

        var percent = text.EndsWith('%');
        var parsed = double.TryParse(text.TrimEnd('%'), NumberStyles.Float, CultureInfo.InvariantCulture, out var value);
        value = percent ? value / 100 : value;
        return parsed && value >= min && value <= max
            ? value
            : Remember(Wrong(_document.LocationOf(property), $"Property {property} is '{text}'; expected a number from {min} to {max}."), fallback);
    }

    private int Whole(string property, int fallback, int min, int max) => _document.Get(property) is not { } text ? fallback
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= min && value <= max ? value
        : Remember(Wrong(_document.LocationOf(property), $"Property {property} is '{text}'; expected a whole number from {min} to {max}."), fallback);

    private double? Amount(string property, MetricUnit unit) => _document.Get(property) is not { } text ? null
        : Quantity.Parse(text, unit) is { } amount and > 0 ? amount
        : Remember<double?>(Wrong(_document.LocationOf(property), $"Property {property} is '{text}'; expected {Quantity.Expected(unit)}, more than 0."), null);

    internal static T? Choice<T>(string? text, string what, SourceLocation location)
        where T : struct, Enum
    {
        if (text is null)
        {
            return null;
        }

        // Enum.TryParse takes numbers too; a project says names.
        return Enum.TryParse<T>(text, ignoreCase: true, out var value) && !char.IsAsciiDigit(text[0]) && Enum.IsDefined(value)
            ? value
            : throw Wrong(location, $"The {what} is '{text}'; expected {string.Join(", ", Enum.GetNames<T>())}.");
    }

    internal static IngotException Wrong(SourceLocation location, FormattableString message) =>
        new(PrepareDiagnostics.InvalidProject.At(location, message));
}
