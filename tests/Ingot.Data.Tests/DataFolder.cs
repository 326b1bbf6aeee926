using System.Text;
using System.Text.Json;
using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Core.Tables;

namespace Ingot.Data.Tests;

/// <summary>A folder with data files, and what Prepare makes of them.</summary>
internal sealed class DataFolder : IDisposable
{
    /// <summary>Four rows that can be learned from.</summary>
    public const string Plain = "usage,plan,left\n1.5,a,Yes\n2.5,b,No\n3.5,a,Yes\n4.5,b,No\n";

    private readonly string _root = Directory.CreateTempSubdirectory("ingot-data-").FullName;
    private readonly DiagnosticList _found = new();

    public DataFolder()
    {
        Directory.CreateDirectory(Output);
        Write("reference.csv", "usage,plan,left\n9.5,a,Yes\n8.5,b,No\n");
        Spec = new ModelSpec
        {
            Name = "Leave",
            Version = "1.0.0",
            PackageId = "Contoso.Leave",
            ProjectFile = Path("Leave.csproj"),
            SchemaFile = Path("Leave.schema.json"),
            AcceptedFile = Path("Leave.accepted.json"),
            Label = "left",
            TrainingData = [Source("train.csv", 7)],
            ReferenceData = [Source("reference.csv", 8)],
            Trainer = new TrainerSpec("LightGbm", new Dictionary<string, string>(), SourceLocation.None),
        };
    }

    public ModelSpec Spec { get; set; }

    public string Output => Path("out");

    public IReadOnlyList<Diagnostic> Found => _found.Items;

    public string Path(string name) => System.IO.Path.Combine(_root, name);

    public DataSource Source(string name, int line = 7) => new(Path(name), name, new SourceLocation(Path("Leave.csproj"), line, 5));

    public void Write(string name, string text) => File.WriteAllText(Path(name), text);

    public void Write(string name, byte[] content) => File.WriteAllBytes(Path(name), content);

    public void Write(string name, string text, Encoding encoding) => File.WriteAllBytes(Path(name), [.. encoding.GetPreamble(), .. encoding.GetBytes(text)]);

    /// <summary>Both tables from one text.</summary>
    public void WriteBoth(string text)
    {
        Write("train.csv", text);
        Write("reference.csv", text);
        Spec = Spec with { MaxLeakage = 1 };
    }

    public void AddColumn(string name, MissingValues missing = MissingValues.Auto, ColumnRole? role = null, ColumnType? type = null) =>
        Spec = Spec with { Columns = [.. Spec.Columns, new ColumnSpec(name, missing, null, role, type, 0, new SourceLocation(Path("Leave.csproj"), 9, 5))] };

    public void AddColumn(Func<ColumnSpec, ColumnSpec> said, string name) =>
        Spec = Spec with { Columns = [.. Spec.Columns, said(new ColumnSpec(name, MissingValues.Auto, null, null, null, 0, new SourceLocation(Path("Leave.csproj"), 9, 5)))] };

    /// <summary>Writes training and reference data of a column beside a label and one more feature.</summary>
    public void WriteColumn(string name, IEnumerable<string> values) =>
        WriteBoth($"{name},usage,left\n{string.Concat(values.Select((v, i) => $"{v},{i % 7}.5,{(i % 2 == 0 ? "Yes" : "No")}\n"))}");

    /// <summary>A single warning with the code.</summary>
    public Diagnostic Warning(string code) => Assert.Single(Found, d => d.Code == code && d.Severity == DiagnosticSeverity.Warning);

    public PreparedData? Run(int threads = 1) =>
        DataPreparation.Run(Spec, new PreparedFiles(System.IO.Path.Combine(Output, "training.parquet"), System.IO.Path.Combine(Output, "reference.parquet"), System.IO.Path.Combine(Output, "profile.json")), _found, new Silence(), threads, CancellationToken.None);

    /// <summary>The single error of a run that must fail: thrown or reported; nothing may be left behind.</summary>
    public Diagnostic Fail()
    {
        Diagnostic error;
        try
        {
            Assert.Null(Run());
            error = Assert.Single(Found, d => d.Severity == DiagnosticSeverity.Error);
        }
        catch (IngotException e)
        {
            error = e.Diagnostic;
        }

        Assert.Empty(Directory.GetFileSystemEntries(Output));
        Assert.DoesNotContain('\n', error.ToString());
        Assert.False(error.Location.IsNone);
        return error;
    }

    public PreparedData Succeed()
    {
        var prepared = Run();
        Assert.True(prepared is not null, string.Join('\n', Found));
        return prepared;
    }

    public Table Training => ReadTable("training.parquet");

    public string?[] Strings(string column)
    {
        var strings = (StringColumn)Training[column];
        return [.. Enumerable.Range(0, strings.Rows).Select(r => strings[r])];
    }

    public JsonElement Profile(string table, string column)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(System.IO.Path.Combine(Output, "profile.json")));
        return document.RootElement.GetProperty(table).GetProperty("columns").EnumerateArray().Single(c => c.GetProperty("name").GetString() == column).Clone();
    }

    /// <summary>Edits the schema that an earlier run has inferred.</summary>
    public void EditSchema(string from, string to)
    {
        var text = File.ReadAllText(Spec.SchemaFile);
        Assert.Contains(from, text, StringComparison.Ordinal);
        File.WriteAllText(Spec.SchemaFile, text.Replace(from, to, StringComparison.Ordinal));
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private Table ReadTable(string file)
    {
        var path = System.IO.Path.Combine(Output, file);
        return ParquetTable.Read(path, ParquetTable.ColumnNames(path));
    }

    private sealed class Silence : IStageProgress
    {
        public void Report(string message, double? fraction = null)
        {
        }
    }
}
