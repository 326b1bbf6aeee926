using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Core.Tables;
using Ingot.Onnx.Graphs;
using Ingot.Scoring;

namespace Ingot.Onnx.Tests.Brought;

/// <summary>ONNX files of other tools, joined with columns and outputs: what comes out is what the file says of the same values.</summary>
public sealed class OwnModelWriterTests
{
    private static readonly SourceLocation Place = new("M.csproj", 7, 5);
    private static readonly double[] X = [1, 2, double.NaN, -4];
    private static readonly double[] Y = [0.5, -1, 3, 0];

    private readonly DiagnosticList _said = new();

    [Theory]
    [InlineData(9)]
    [InlineData(11)]
    [InlineData(13)]
    [InlineData(17)]
    [InlineData(21)]
    public void One_input_of_numbers_side_by_side_and_a_number_out_whatever_the_operators(int operators)
    {
        var file = new ForeignFile(operators);
        Sum(file, file.Input("float_input", ElementType.Float, -1, 2), [2, 3], "variable");

        var scores = Score(file, Regression(), Own(Columns("y", "x")), training: Numbers());

        // 2 y + 3 x: the order is the one that was said, not that of the data.
        Assert.Equal([4f, 4f, float.NaN, -12f], scores);
        Assert.Empty(_said.Items);
    }

    [Fact]
    public void The_order_of_the_data_is_a_guess_that_is_said()
    {
        var file = new ForeignFile();
        Sum(file, file.Input("float_input", ElementType.Double, -1, -1), [2, 3], "variable");

        Assert.Equal([3.5f, 1f, float.NaN, -8f], Score(file, Regression(), Own(), Numbers()));
        Assert.Equal(["INGOT2062"], _said.Items.Select(d => d.Code));
        Assert.Contains("Columns=\"x;y\"", _said.Items[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_input_for_each_column_by_its_name_and_a_shape_of_one_dimension()
    {
        var file = new ForeignFile();
        var x = file.Graph.Node("Reshape", [file.Input("x", ElementType.Float, -1), file.Graph.Longs([-1, 1], 2)]);
        var both = file.Graph.Node("Concat", [x, file.Graph.Cast(file.Input("Y", ElementType.Int64, -1, 1), ElementType.Float)], ("axis", 1L));
        Sum(file, both, [1, 10], "variable");

        // Cut to whole numbers, as the file wants them: 0, -1, 3, 0.
        Assert.Equal([1f, -8f, float.NaN, -4f], Score(file, Regression(presence: 1), Own(), Numbers()));
        Assert.Equal(["INGOT2062"], _said.Items.Select(d => d.Code));
        Assert.Contains("'y'", _said.Items[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_missing_is_filled_as_the_project_says()
    {
        var file = new ForeignFile();
        Sum(file, file.Input("in", ElementType.Float, -1, 2), [1, 0], "out");

        ColumnSpec column = new("x", MissingValues.Mean, null, null, null, 0, Place);
        Assert.Equal([1f, 2f, (1 + 2 - 4) / 3f, -4f], Score(file, Regression(), Own(Columns("x", "y")), Numbers(), column));
    }

    [Fact]
    public void The_map_of_a_classifier_is_read_with_its_classes_and_its_label_left_out()
    {
        var file = Classifier(zip: true, ["yes", "no"]);
        var onnx = Write(file, Binary(), Own(Columns("x", "y")), Numbers());

        // The file's first value is of "yes", which is the positive class.
        Assert.Equal([Odds(1), Odds(2), float.NaN, Odds(-4)], Score(onnx, Binary(), Numbers()), Same);
        Assert.Empty(_said.Items);
        var joined = System.Text.Encoding.Latin1.GetString(onnx);
        Assert.DoesNotContain("ZipMap", joined, StringComparison.Ordinal);
        Assert.DoesNotContain("Useless", joined, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "INGOT2062", 1)]
    [InlineData("yes;no", null, -1)]
    [InlineData("no;yes", null, 1)]
    public void A_single_probability_is_that_of_the_last_class(string? classes, string? code, int sign)
    {
        var file = new ForeignFile();
        var x = Sum(file, file.Input("in", ElementType.Float, -1, 2), [1, 0], null);
        file.Output(file.Graph.Node("Sigmoid", [x]), "p", ElementType.Float, -1, 1);

        var scores = Score(file, Binary(), Own(Columns("x", "y"), new ModelOutputSpec(null, null, classes?.Split(';'), Place)), Numbers());
        Assert.Equal([Odds(sign * 1), Odds(sign * 2), float.NaN, Odds(sign * -4)], scores, Same);
        Assert.Equal(code is null ? [] : [code], _said.Items.Select(d => d.Code));
    }

    [Fact]
    public void Logits_become_probabilities_and_several_classes_stand_in_their_order()
    {
        var file = new ForeignFile();
        var x = Sum(file, file.Input("in", ElementType.Float, -1, 2), [1, 0], null);
        var three = file.Graph.Node("Concat", [x, file.Graph.Node("Neg", [x]), file.Graph.Node("Mul", [x, file.Graph.Floats([0], 1)])], ("axis", 1L));
        file.Output(three, "logits", ElementType.Float, -1, 3);

        var schema = Binary() with { Task = ModelTask.MulticlassClassification, PositiveClass = null, Columns = [.. Binary().Columns.Take(2), Label(["a", "b", "c"])] };
        var scores = Score(file, schema, Own(Columns("x", "y"), new ModelOutputSpec("logits", ModelOutputKind.Logits, ["b", "c", "a"], Place)), Numbers());

        // Values of the first row: b 1, c -1, a 0.
        var sum = Math.E + (1 / Math.E) + 1;
        Assert.Equal([(float)(1 / sum), (float)(Math.E / sum), (float)(1 / Math.E / sum)], scores[..3], Same);
    }

    [Fact]
    public void Texts_truths_and_dates_reach_the_file_as_what_it_takes()
    {
        var file = new ForeignFile();
        var plan = file.Graph.Learning("OneHotEncoder", [file.Input("plan", ElementType.String, -1, 1)], ("cats_strings", new[] { "a", "ü" }), ("zeros", 1L));
        var hot = file.Graph.Node("Reshape", [plan, file.Graph.Longs([-1, 2], 2)]);
        var rest = file.Input("rest", ElementType.Float, -1, 2);
        Sum(file, file.Graph.Node("Concat", [hot, rest], ("axis", 1L)), [1, 2, 10, 100], "out");
        var schema = new ModelSchema
        {
            Task = ModelTask.Regression,
            Columns = [Column("plan", ColumnType.String), Column("member", ColumnType.Boolean), Column("since", ColumnType.Date, 0), Column("label", ColumnType.Number, role: ColumnRole.Label)],
        };
        var day = 86_400_000_000L;
        var table = new Table(
        [
            new StringColumn("plan", [0, 1, -1, 2], ["a", "ü", "z"]), new BooleanColumn("member", [1, 0, 1, 0]), new DateColumn("since", [day, 3 * day / 2, 0, DateColumn.Missing]),
            new NumberColumn("label", [0, 0, 0, 0]),
        ]);

        var own = Own(new ModelInputSpec("rest", ["member", "since"], Place));
        Assert.Equal([1 + 10 + 100f, 2 + 150f, 10f, float.NaN], Score(file, schema, own, table));
    }

    [Theory]
    [InlineData("batch", "INGOT2060", "no table with any number of rows")]
    [InlineData("width", "INGOT2060", "has 3 values a row, and is to be made of 2 columns")]
    [InlineData("unknown", "INGOT2060", "did you mean x?")]
    [InlineData("text", "INGOT2060", "is a String column")]
    [InlineData("two", "INGOT2061", "Several outputs")]
    [InlineData("label", "INGOT2061", "A label alone")]
    [InlineData("old", "INGOT2064", "version 8")]
    [InlineData("damaged", "INGOT9021", "cannot be read")]
    [InlineData("input", "INGOT2060", "is none that the answer of")]
    [InlineData("output", "INGOT2061", "has no output 'q'")]
    [InlineData("task", "INGOT2061", "is said to be Value")]
    [InlineData("classes", "INGOT2061", "Say which is which")]
    [InlineData("missing", "INGOT2010", "may be missing")]
    public void What_cannot_be_joined_is_refused_with_what_was_found(string fault, string code, string message)
    {
        var file = fault == "classes" ? Classifier(zip: true, ["0", "1.0"]) : new ForeignFile(fault == "old" ? 8 : 13);
        var (own, schema) = (Own(Columns(fault == "unknown" ? "X" : "x", "y")), fault is "label" or "task" or "classes" ? Binary() : Regression());
        if (fault != "classes")
        {
            var x = file.Input("in", fault == "missing" ? ElementType.Int64 : ElementType.Float, fault == "batch" ? 1 : -1, fault == "width" ? 3 : 2);
            var sum = Sum(file, file.Graph.Cast(x, ElementType.Float), fault == "width" ? [1, 2, 3] : [1, 2], fault == "label" ? null : "p");
            if (fault == "two")
            {
                file.Output(sum, "q", ElementType.Float, -1, 1);
            }
            else if (fault == "label")
            {
                file.Output(file.Graph.Cast(sum, ElementType.Int64), "label", ElementType.Int64, -1, 1);
            }
        }

        own = fault switch
        {
            "input" => Own(new ModelInputSpec("float_input", ["x", "y"], Place)),
            "output" => Own(Columns("x", "y"), new ModelOutputSpec("q", null, null, Place)),
            "task" => Own(Columns("x", "y"), new ModelOutputSpec(null, ModelOutputKind.Value, null, Place)),
            _ => own,
        };
        if (fault == "text")
        {
            schema = schema with { Columns = [Column("x", ColumnType.String), .. schema.Columns.Skip(1)] };
        }

        var bytes = file.ToArray();
        var refused = Assert.Throws<IngotException>(() => OwnModelWriter.Write(
            fault == "damaged" ? bytes[..^7] : bytes, own, "m.onnx", schema, [], Numbers(), 0.5, "M", _said));
        Assert.Equal(code, refused.Diagnostic.Code);
        Assert.Contains(message, refused.Diagnostic.Message, StringComparison.Ordinal);
        Assert.Equal(7, refused.Diagnostic.Location.Line);
    }

    [Fact]
    public void Features_that_the_file_does_not_take_are_named()
    {
        var file = new ForeignFile();
        Sum(file, file.Input("x", ElementType.Float, -1, 1), [1], "out");

        Assert.Equal([1f, 2f, float.NaN, -4f], Score(file, Regression(), Own(), Numbers()));
        Assert.Equal(["INGOT2063"], _said.Items.Select(d => d.Code));
    }

    [Fact]
    public void Graphs_within_the_graph_keep_their_values()
    {
        // If the sum of all is positive, twice the values, else their negatives: both graphs read a value of the outer one.
        var file = new ForeignFile(17, 3, 8);
        var x = Sum(file, file.Input("in", ElementType.Float, -1, 2), [1, 0], null);
        var all = file.Graph.Node("ReduceSum", [file.Graph.Node("Mul", [file.Input("y", ElementType.Float, -1, 1), file.Graph.Floats([1], 1)])], ("keepdims", 0L));
        var condition = file.Graph.Node("Greater", [all, file.Graph.Floats([0])]);
        file.Output(file.If(condition, x, file.Graph.Floats([2]), file.Graph.Floats([-1])), "out", ElementType.Float, -1, 1);

        Assert.Equal([2f, 4f, float.NaN, -8f], Score(file, Regression(), Own(new ModelInputSpec("in", ["x", "y"], Place)), Numbers()));
    }

    private static ForeignFile Classifier(bool zip, string[] classes)
    {
        var file = new ForeignFile();
        var input = file.Input("in", ElementType.Float, -1, 2);
        var x = Sum(file, input, [1, 0], null);
        var first = file.Graph.Node("Sigmoid", [x]);
        var both = file.Graph.Node("Concat", [first, file.Graph.Node("Sub", [file.Graph.Floats([1], 1), first])], ("axis", 1L));
        file.Graph.Alias(file.Graph.Node("Abs", [x]), "Useless");
        file.Output(file.Graph.Cast(x, ElementType.Int64), "output_label", ElementType.Int64, -1, 1);
        if (zip)
        {
            file.ZipMap(both, "output_probability", classes);
        }

        return file;
    }

    private static string Sum(ForeignFile file, string table, float[] weights, string? output)
    {
        var asFloat = file.Graph.Cast(table, ElementType.Float);
        var sum = file.Graph.Node("MatMul", [asFloat, file.Graph.Floats(weights, weights.Length, 1)]);
        if (output is not null)
        {
            file.Output(sum, output, ElementType.Float, -1, 1);
        }

        return sum;
    }

    private float[] Score(ForeignFile file, ModelSchema schema, OwnModelSpec own, Table training, params ColumnSpec[] columns) =>
        Score(Write(file, schema, own, training, columns), schema, training);

    private byte[] Write(ForeignFile file, ModelSchema schema, OwnModelSpec own, Table training, params ColumnSpec[] columns) =>
        OwnModelWriter.Write(file.ToArray(), own, "m.onnx", schema, columns, training, 0.5, "M", _said).Onnx;

    private static float[] Score(byte[] onnx, ModelSchema schema, Table table)
    {
        using var scorer = new OnnxScorer(onnx, "m.onnx", 1);
        return scorer.Score(table, schema);
    }

    private static bool Same(float a, float b) => a.Equals(b) || Math.Abs(a - b) < 1e-6;

    private static float Odds(double x) => (float)(1 / (1 + Math.Exp(-x)));

    private static OwnModelSpec Own(params ModelInputSpec[] inputs) => new(OwnModelKind.Pretrained, Place) { File = "m.onnx", InputColumns = inputs };

    private static OwnModelSpec Own(ModelInputSpec input, ModelOutputSpec output) => Own(input) with { Output = output };

    private static ModelInputSpec Columns(params string[] names) => new(null, names, Place);

    private static Table Numbers() => new([new NumberColumn("x", X), new NumberColumn("y", Y), new NumberColumn("label", [0, 1, 0, 1])]);

    private static ModelSchema Regression(double presence = 0) => new()
    {
        Task = ModelTask.Regression,
        Columns = [Column("x", ColumnType.Number, presence), Column("y", ColumnType.Number, presence), Column("label", ColumnType.Number, 1, ColumnRole.Label)],
    };

    private static ModelSchema Binary() => new()
    {
        Task = ModelTask.BinaryClassification,
        PositiveClass = "yes",
        Columns = [Column("x", ColumnType.Number, 0), Column("y", ColumnType.Number, 0), Label(["no", "yes"])],
    };

    private static SchemaColumn Label(string[] classes) => Column("label", ColumnType.String, 1, ColumnRole.Label) with { Domain = classes };

    private static SchemaColumn Column(string name, ColumnType type, double presence = 1, ColumnRole role = ColumnRole.Feature) =>
        new() { Name = name, Type = type, Role = role, MinFraction = presence };
}
