using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Core.Tables;
using Ingot.Training.MLNet;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Ingot.Training.Pipelines;

/// <summary>
/// Fits a pipeline of ML.NET that the project's own code gives, and writes it as ONNX by ML.NET's converter. The columns of its data are the features by
/// their names, <c>Label</c> (Boolean, Single, or a key whose values are the classes in the schema's order) and <c>Weight</c> where there is one.
/// </summary>
/// <param name="spec">What the project says.</param>
/// <param name="schema">The columns.</param>
public sealed class PipelineTrainer(ModelSpec spec, ModelSchema schema)
{
    private const string Probability = nameof(Probability);

    private readonly MLContext _context = new(spec.Seed);
    private readonly OwnModelSpec _own = spec.OwnModel!;
    private ITransformer? _fitted;
    private IReadOnlyList<string>? _classes;

    /// <summary>Of what ML.NET calls it: the probability of two classes, else what it calls the score.</summary>
    private string Answer => schema.Task == ModelTask.BinaryClassification ? Probability : ScoreReader.Score;

    /// <summary>What its output is, for the joining with columns and outputs of the task.</summary>
    public ModelOutputSpec Output => new(
        Answer + ".output",
        schema.Task.IsNumeric() ? ModelOutputKind.Value : ModelOutputKind.Probabilities,
        schema.Task.IsNumeric() ? null : _classes ?? schema.Classes,
        _own.Location);

    /// <summary>Fits the pipeline.</summary>
    /// <param name="training">The rows to learn from.</param>
    /// <param name="progress">Takes progress.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>The ONNX file as the converter writes it.</returns>
    /// <exception cref="IngotException">INGOT2066: the class cannot be used. INGOT2004: ML.NET refuses. INGOT2067: it cannot be written as ONNX.</exception>
    public byte[] Run(Table training, IStageProgress progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(training);
        ArgumentNullException.ThrowIfNull(progress);
        var pipeline = PipelineCode.Pipeline(_own, _context);
        var view = View(training, cancellation);
        progress.Report("fitting the pipeline");
        _fitted = CancellableFit.Run(spec.Trainer, () => pipeline.Fit(view), progress, cancellation);
        RequireAnswer(_fitted.GetOutputSchema(view.Schema));
        return ToOnnx(view, cancellation);
    }

    /// <summary>Takes a model that ML.NET saved elsewhere (<c>.zip</c>).</summary>
    /// <param name="saved">The bytes of the file.</param>
    /// <param name="name">Its name.</param>
    /// <param name="training">Rows as it learned from, for the types of its columns.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>The ONNX file as the converter writes it.</returns>
    /// <exception cref="IngotException">INGOT2066: it is no such file, or takes other columns than the data have. INGOT2067: it cannot be written as ONNX.</exception>
    public byte[] Load(byte[] saved, string name, Table training, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(training);
        try
        {
            using var stream = new MemoryStream(saved);
            _fitted = _context.Model.Load(stream, out _);
        }
        catch (Exception e) when (e is InvalidOperationException or FormatException or InvalidDataException or ArgumentException or IOException)
        {
            throw new IngotException(TrainDiagnostics.PipelineUnusable.At(
                _own.Location, $"'{name}' is no model that ML.NET {MLNetVersion.Text} can load: {e.Message.ReplaceLineEndings(" ").TrimEnd('.')}. Expected what MLContext.Model.Save wrote, with an ML.NET of that version or lower, and without code of one's own in it."), e);
        }

        var view = View(training, cancellation);
        try
        {
            var answers = _fitted.GetOutputSchema(view.Schema);
            RequireAnswer(answers);
            _classes = Classes(answers, name);
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException)
        {
            throw new IngotException(TrainDiagnostics.PipelineUnusable.At(
                _own.Location,
                $"'{name}' takes other columns than the data have: {e.Message.ReplaceLineEndings(" ").TrimEnd('.')}. Numbers, truth values and dates are given as Single and texts as text, by the columns' names; the label as {(schema.Task == ModelTask.BinaryClassification ? "Boolean" : schema.Task == ModelTask.Regression ? "Single" : "a key")} Label. Save the model with such columns, or bring the pipeline itself (Trainer Include=\"Pipeline\")."), e);
        }

        return ToOnnx(view, cancellation);
    }

    private void RequireAnswer(DataViewSchema columns)
    {
        if (columns.GetColumnOrNull(Answer) is null)
        {
            throw new IngotException(TrainDiagnostics.PipelineUnusable.At(
                _own.Location,
                $"The pipeline gives no column {Answer}, from which the model's answer is read{(Answer == Probability ? ": end it with a trainer of two classes that is calibrated, or add a calibrator, such as BinaryClassification.Calibrators.Platt()" : ": end it with a trainer for the task")}. It is: {Steps}."));
        }
    }

    /// <summary>The classes in the order of a saved model's scores, which is that of the keys it learned from.</summary>
    private IReadOnlyList<string>? Classes(DataViewSchema columns, string name)
    {
        if (schema.Task != ModelTask.MulticlassClassification || _own.Output?.Classes is { })
        {
            return _own.Output?.Classes;
        }

        var names = default(VBuffer<ReadOnlyMemory<char>>);
        if (columns[Answer].HasSlotNames())
        {
            columns[Answer].GetSlotNames(ref names);
        }

        IReadOnlyList<string> classes = [.. names.DenseValues().Select(n => n.ToString())];
        return classes.Order(StringComparer.Ordinal).SequenceEqual(schema.Classes.Order(StringComparer.Ordinal), StringComparer.Ordinal) ? classes
            : throw new IngotException(TrainDiagnostics.PipelineUnusable.At(
                _own.Location, $"'{name}' does not say which of its scores is of which class{(classes.Count > 0 ? $" of the data: it names {DiagnosticText.List(classes.Select(c => $"'{DiagnosticText.Shorten(c)}'"))}" : string.Empty)}. Say it in the PretrainedModel: Classes=\"...\", in the order of its keys."));
    }

    private byte[] ToOnnx(TableView view, CancellationToken cancellation)
    {
        try
        {
            using var onnx = new MemoryStream();
            _context.Model.ConvertToOnnx(_fitted, view, onnx);
            return onnx.ToArray();
        }
        catch (Exception e) when (e is InvalidOperationException or NotSupportedException or ArgumentException or NotImplementedException)
        {
            // ML.NET wraps what ends a view: a build that was cancelled is no pipeline that cannot be written.
            cancellation.ThrowIfCancellationRequested();
            throw NotExportable($"ML.NET's converter refuses the pipeline: {e.Message.TrimEnd('.')}.", e);
        }
        catch (KeyNotFoundException e)
        {
            // Where a step is left out, later ones look for its columns in vain.
            throw NotExportable($"ML.NET's converter leaves out a step that others need: {e.Message.TrimEnd('.')}.", e);
        }
    }

    /// <summary>Compares the joined ONNX file's answers with ML.NET's own, on rows that have what goes wrong most: missing, unseen, empty and foreign values.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="answers">What the ONNX file says of them, as one batch.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>The greatest difference.</returns>
    /// <exception cref="IngotException">INGOT2067: they differ.</exception>
    public double Compare(Table rows, float[] answers, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(answers);
        var own = Answers(rows, answers.Length / rows.Rows, cancellation);
        var isValue = schema.Task.IsNumeric();
        var usual = isValue ? Math.Sqrt(own.Where(double.IsFinite).DefaultIfEmpty(1).Average(v => v * v)) : 1;
        var greatest = 0.0;
        for (var i = 0; i < own.Length; i++)
        {
            var (found, expected) = ((double)answers[i], own[i]);
            var difference = found.Equals(expected) || (double.IsNaN(found) && double.IsNaN(expected)) ? 0 : Math.Abs(found - expected) / (isValue ? Math.Max(usual, Math.Abs(expected)) : 1);
            if (!(difference <= Tolerance))
            {
                throw NotExportable($"The ONNX file says {found:G6} where ML.NET says {expected:G6}, of a row with {Shown(rows, i * rows.Rows / own.Length)}.");
            }

            greatest = Math.Max(greatest, difference);
        }

        return greatest;
    }

    /// <summary>The file does not run.</summary>
    public IngotException DoesNotRun(Exception fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        return NotExportable($"The ONNX file cannot be run on values that may come: {fault.Message.ReplaceLineEndings(" ").TrimEnd('.')}.", fault);
    }

    // Outputs are float32.
    private const double Tolerance = 2e-5;

    private string Steps => _fitted is IEnumerable<ITransformer> chain ? string.Join(", ", chain.Select(Name)) : _fitted is null ? string.Empty : Name(_fitted);

    private static string Name(ITransformer transformer) => transformer.GetType() is { IsGenericType: true } type
        ? type.GetGenericArguments()[^1].Name.Replace("ModelParameters", string.Empty, StringComparison.Ordinal)
        : transformer.GetType().Name.Replace("Transformer", string.Empty, StringComparison.Ordinal);

    private TableView View(Table rows, CancellationToken cancellation)
    {
        var labels = rows.Find(schema.Label.Name) is null ? new float[rows.Rows] : TrainingLabels.Of(schema, rows);
        var weights = schema.Weight is { } column && rows.Find(column.Name) is NumberColumn n ? Array.ConvertAll(n.Values, v => (float)v) : null;
        return new TableView(rows, schema.Features.Select(c => c.Name), schema.Task switch
        {
            ModelTask.Regression or ModelTask.Ranking => NumberDataViewType.Single,
            ModelTask.BinaryClassification => BooleanDataViewType.Instance,
            _ => new KeyDataViewType(typeof(uint), schema.Classes.Count),
        }, labels, weights, cancellation);
    }

    private double[] Answers(Table rows, int width, CancellationToken cancellation)
    {
        var scored = _fitted!.Transform(View(rows, cancellation));
        var answers = new double[rows.Rows * width];
        if (schema.Task == ModelTask.MulticlassClassification)
        {
            ScoreReader.Vectors(scored, Answer, (row, values) =>
            {
                for (var c = 0; c < values.Length; c++)
                {
                    answers[(row * width) + c] = values[c];
                }
            }, cancellation);
            return answers;
        }

        return ScoreReader.Numbers(scored, rows.Rows, cancellation, Answer);
    }

    private string Shown(Table rows, int row) => DiagnosticText.List(schema.Features.Select(c => $"{DiagnosticText.Shorten(c.Name)} {(rows[c.Name].IsMissing(row) ? "missing" : rows[c.Name] switch
    {
        NumberColumn n => n.Values[row].ToString("G6", System.Globalization.CultureInfo.InvariantCulture),
        StringColumn s => $"'{DiagnosticText.Shorten(s[row]!)}'",
        BooleanColumn b => b.Values[row] == 1 ? "true" : "false",
        _ => "a date",
    })}"));

    private IngotException NotExportable(FormattableString what, Exception? inner = null) => new(
        TrainDiagnostics.PipelineNotExportable.At(
            _own.Location,
            $"{FormattableString.Invariant(what)} The steps are {Steps}. Text, hashes and custom mappings are mostly not written rightly; missing values that a linear trainer cannot take are to be replaced before it (ReplaceMissingValues)."),
        inner);
}
