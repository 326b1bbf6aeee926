using Ingot.Artifacts;
using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;

namespace Ingot.Pipeline;

/// <summary>What every stage is handed.</summary>
public sealed record StageContext
{
    /// <summary>What the project says.</summary>
    public required ModelSpec Spec { get; init; }

    /// <summary>The project's properties as MSBuild gave them.</summary>
    public required ProjectDocument Document { get; init; }

    /// <summary>The folder that holds one folder a stage: <c>obj/&lt;Configuration&gt;/ingot</c>.</summary>
    public required string Folder { get; init; }

    /// <summary>The folder that this stage writes; it gets its final name when the stage has succeeded.</summary>
    public required string Output { get; init; }

    /// <summary>How many threads the stage may use.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Where the stage says what it found.</summary>
    public required IDiagnosticSink Diagnostics { get; init; }

    /// <summary>Where the stage says how far it is.</summary>
    public required IStageProgress Progress { get; init; }

    /// <summary>Stops the stage.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>A file of an earlier stage.</summary>
    /// <exception cref="IngotException">INGOT9003: the stage has not run.</exception>
    public string Input(Stage stage, string file)
    {
        var path = Path.Combine(Folder, stage.FolderName, file);
        return File.Exists(path)
            ? path
            : throw new IngotException(InfrastructureDiagnostics.StageOutputMissing.At(
                Document.Location, $"'{file}' of the stage {stage.Name} is missing. Run that stage first: dotnet msbuild -t:{stage.Target}."));
    }

    /// <summary>A file of an earlier stage that need not be there; null when it is not.</summary>
    public string? TryInput(Stage stage, string file)
    {
        var path = Path.Combine(Folder, stage.FolderName, file);
        return File.Exists(path) ? path : null;
    }

    /// <summary>The schema that Prepare left behind.</summary>
    public ModelSchema ReadSchema() => SchemaFile.Read(Input(Stage.Prepare, StageFiles.Schema));

    /// <summary>The full path of a file that this stage writes.</summary>
    public string OutputFile(string file) => Path.Combine(Output, file);

    /// <summary>One hash for what the project says about the model besides its data and its schema.</summary>
    public string HashOfParameters() => ModelParameters.Hash(
        ModelParameters.ItemTypes.SelectMany(
            type => Document.OfType(type).Select(i => (i.ItemType, i.Include, i.Metadata.AsEnumerable()))),
        Document.Get);

    /// <summary>One hash for several data files, in their order.</summary>
    public static string HashOf(IEnumerable<DataSource> sources) =>
        ContentHash.OfText(string.Join('\n', sources.Select(HashOf)));

    /// <summary>One hash for the reference rows: the files, and what the project drops of them.</summary>
    public static string HashOfReferenceData(ModelSpec spec) => ContentHash.OfText(string.Join(
        '\n',
        [
            HashOf(spec.ReferenceFraction is null ? spec.ReferenceData : spec.TrainingData),
            FormattableString.Invariant($"fraction {spec.ReferenceFraction}"),
            $"filter {spec.Filter}",
            $"duplicates {(spec.RemoveDuplicates ? "removed" : "kept")}",
            .. spec.Columns.Where(c => c.Missing == MissingValues.DropRow).Select(c => $"rows without {c.Name} dropped"),
        ]));

    /// <summary>The content hash of a data file; of one that was not fetched it is the one that the tasks know.</summary>
    public static string HashOf(DataSource source) => source.Sha256 ?? ContentHash.OfFile(source.Path);
}
