using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Core.Tables;
using Ingot.Onnx.Learned;

namespace Ingot.Training;

/// <summary>Looks at the answers of a model of the project's own on rows whose labels are known, for what only answers can tell.</summary>
public sealed class OwnModelCheck
{
    // Of what is a probability in float32.
    private const double Rounding = 1e-4;

    private readonly ModelSpec _spec;
    private readonly ModelSchema _schema;
    private readonly Table _rows;
    private readonly LabelledRows _labelled;
    private readonly double[] _answers;
    private readonly OutputLink _link;
    private readonly QueryRows? _queries;

    /// <summary>Takes the answers.</summary>
    /// <param name="spec">What the project says.</param>
    /// <param name="schema">The task and the classes.</param>
    /// <param name="rows">The rows, with their labels.</param>
    /// <param name="answers">Row by row: the number, the probability of the positive class, or of each class.</param>
    public OwnModelCheck(ModelSpec spec, ModelSchema schema, Table rows, float[] answers)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentNullException.ThrowIfNull(answers);
        (_spec, _schema, _rows) = (spec, schema, rows);
        var labels = TrainingLabels.Of(schema, rows);
        _labelled = new LabelledRows(null!, labels, TrainingLabels.Weights(new TrainerSpec(spec.Trainer.Name, new Dictionary<string, string>(), spec.Trainer.Location), schema, rows, labels));
        _answers = Array.ConvertAll(answers, a => (double)a);
        _queries = QueryRows.Of(schema, rows);
        _link = schema.Task switch { ModelTask.Regression or ModelTask.Ranking => OutputLink.Identity, ModelTask.BinaryClassification => OutputLink.Sigmoid, _ => OutputLink.Softmax };
    }

    private int Width => _rows.Rows == 0 ? 1 : _answers.Length / _rows.Rows;

    private SourceLocation Place => _spec.OwnModel?.Output?.Location ?? _spec.Trainer.Location;

    /// <summary>Reports what is doubtful (INGOT2007), and what the answers are worth.</summary>
    /// <param name="isGuess">Whether they were taken for probabilities without anybody saying so.</param>
    /// <param name="sink">Takes the report.</param>
    /// <returns>Name and value of the loss.</returns>
    /// <exception cref="IngotException">INGOT2012: answers are no finite numbers. INGOT2061: they are no probabilities.</exception>
    public (string Metric, double Value) Run(bool isGuess, IDiagnosticSink sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        RefuseNaN();
        if (_queries is not null)
        {
            return OfOrders(_queries, sink);
        }

        if (_schema.Task != ModelTask.Regression)
        {
            RefuseOther(isGuess);
        }

        var isNumber = _schema.Task == ModelTask.Regression;
        double InMetric(double loss) => isNumber ? Math.Sqrt(loss) : loss;
        var metric = isNumber ? "RMSE" : "LogLoss";
        var (loss, constant) = (InMetric(ValidationLoss.Of(_link, _answers, _labelled)), InMetric(ValidationLoss.Of(_link, Constant(), _labelled)));
        if (loss >= constant * (1 - 1e-9) && _rows.Rows > 1)
        {
            sink.Report(TrainDiagnostics.NoBetterThanConstant.At(
                _spec.Trainer.Location,
                $"On {DiagnosticText.Count(_rows.Rows, "training row")} the model is no better than one that says {(isNumber ? "the mean label" : "the shares of the classes")} for every row: its {metric} is {loss:G4}, and {constant:G4} with that one. Most often the columns of an input stand in another order than the model learned{(isNumber ? ", the number that it predicts is a transformed one (a logarithm)" : ", its classes stand in another order, or its answers are no probabilities")}, or the data are not prepared as its own were. Say what it takes by Columns{(isNumber ? string.Empty : ", Classes and As")}."));
        }

        return (metric, loss);
    }

    private (string Metric, double Value) OfOrders(QueryRows queries, IDiagnosticSink sink)
    {
        var order = queries.Together([.. Enumerable.Range(0, _rows.Rows)]);
        var rows = new LabelledRows(null!, Array.ConvertAll(order, r => _labelled.Labels[r]), _labelled.Weights is { } weights ? Array.ConvertAll(order, r => weights[r]) : null)
        {
            Queries = queries.Sizes(order),
        };
        var (own, any) = (QueryRows.Ndcg(Array.ConvertAll(order, r => _answers[r]), rows), QueryRows.Ndcg(new double[order.Length], rows));
        if (own <= any * (1 + 1e-9))
        {
            sink.Report(TrainDiagnostics.NoBetterThanConstant.At(
                _spec.Trainer.Location,
                $"On {DiagnosticText.Count(QueryRows.WithOrder(rows), "query", "queries")} of the training rows the model puts rows in no better order than chance does: its {QueryRows.Metric} is {own:G4}, and {any:G4} of any order on average. Most often the columns of an input stand in another order than the model learned, a smaller score is the better one, or the data are not prepared as its own were. Say what it takes by Columns."));
        }

        return (QueryRows.Metric, own);
    }

    private void RefuseNaN()
    {
        var wrong = Enumerable.Range(0, _rows.Rows).Where(row => !_answers.Skip(row * Width).Take(Width).All(double.IsFinite)).ToList();
        if (wrong.Count == 0)
        {
            return;
        }

        var columns = _schema.Features.Where(c => wrong.Exists(row => _rows[c.Name].IsMissing(row))).Select(c => DiagnosticText.Shorten(c.Name)).ToList();
        throw new IngotException(TrainDiagnostics.NotFinite.At(
            _spec.Trainer.Location,
            $"The model gave no finite numbers for {wrong.Count:N0} of {DiagnosticText.Count(_rows.Rows, "training row")}{(columns.Count > 0 ? $"; values are missing there of {DiagnosticText.List(columns)}. If the model cannot take missing values, say what they are filled with: <Column Include=\"{columns[0]}\" Missing=\"Median\" />" : ". Look whether its inputs are what it learned from")}."));
    }

    private void RefuseOther(bool isGuess)
    {
        var wrong = Enumerable.Range(0, _rows.Rows).Count(row => IsNoProbability(_answers.AsSpan(row * Width, Width)));
        if (wrong > 0)
        {
            var (least, greatest) = (_answers.Min(), _answers.Max());
            throw new IngotException(TrainDiagnostics.OwnModelOutputs.At(
                Place,
                $"The model's answers are no probabilities for {wrong:N0} of {DiagnosticText.Count(_rows.Rows, "training row")}: they go from {least:G4} to {greatest:G4}{(Width > 1 ? ", and those of a row do not add up to 1" : string.Empty)}. {(isGuess ? "If they are what becomes probabilities by softmax or 1 / (1 + exp(-x)), say As=\"Logits\"; else name the output that has the probabilities" : "Correct As, or name the output that has the probabilities")}."));
        }
    }

    private static bool IsNoProbability(ReadOnlySpan<double> answers)
    {
        var sum = 0.0;
        foreach (var answer in answers)
        {
            if (answer is < -Rounding or > 1 + Rounding)
            {
                return true;
            }

            sum += answer;
        }

        return answers.Length > 1 && Math.Abs(sum - 1) > Rounding * answers.Length;
    }

    private double[] Constant()
    {
        double Mean(Func<float, double> value)
        {
            var (sum, total) = (0.0, 0.0);
            for (var row = 0; row < _labelled.Labels.Length; row++)
            {
                sum += _labelled.Weight(row) * value(_labelled.Labels[row]);
                total += _labelled.Weight(row);
            }

            return sum / total;
        }

        double[] one = _schema.Task == ModelTask.MulticlassClassification
            ? [.. Enumerable.Range(0, Width).Select(c => Mean(label => label == c ? 1 : 0))]
            : [Mean(label => label)];
        return [.. Enumerable.Repeat(one, _rows.Rows).SelectMany(o => o)];
    }
}
