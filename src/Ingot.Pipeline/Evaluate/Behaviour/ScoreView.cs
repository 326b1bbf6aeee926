using Ingot.Core.Behaviour;
using Ingot.Core.Diagnostics;
using Ingot.Core.Predictions;
using Ingot.Core.Schemas;

namespace Ingot.Pipeline.Evaluate.Behaviour;

/// <summary>Which of a model's scores a test looks at, and what they mean.</summary>
internal sealed class ScoreView
{
    private readonly ModelSchema _schema;
    private readonly double _threshold;
    private readonly int _class;

    private ScoreView(ModelSchema schema, double threshold, int @class) => (_schema, _threshold, _class) = (schema, threshold, @class);

    /// <summary>Number of scores per row.</summary>
    public int Width => _schema.Task == ModelTask.MulticlassClassification ? _schema.Classes.Count : 1;

    /// <summary>The index of the class whose probability is looked at.</summary>
    public int Class => _class;

    /// <summary>The view of a class's probability, of a regression's value, of the score of a ranking or an anomaly detection, or of the distance of a clustering.</summary>
    /// <param name="schema">The model's.</param>
    /// <param name="threshold">Probability from which the positive class is predicted (binary).</param>
    /// <param name="className">The class; null: the positive one.</param>
    /// <param name="needsClass">Whether one of several classes must be named.</param>
    /// <exception cref="UndecidedException">There is no such class, or one must be named.</exception>
    public static ScoreView Of(ModelSchema schema, double threshold, string? className, bool needsClass = true)
    {
        if (schema.Task.IsNumeric() || schema.Task.IsUnsupervised())
        {
            return className is null
                ? new ScoreView(schema, threshold, 0)
                : throw new UndecidedException($"Class=\"{className}\" is set, but a model of the task {schema.Task} has no classes. Remove it.");
        }

        if (className is null)
        {
            return schema.Task == ModelTask.BinaryClassification || !needsClass
                ? new ScoreView(schema, threshold, 1)
                : throw new UndecidedException($"The model has several classes, and the test does not say which one it is about. Add Class, one of {DiagnosticText.List(schema.Classes)}.");
        }

        var index = schema.Classes.ToList().IndexOf(className);
        return index >= 0
            ? new ScoreView(schema, threshold, index)
            : throw new UndecidedException($"There is no class '{DiagnosticText.Shorten(className)}'; expected one of {DiagnosticText.List(schema.Classes)}.");
    }

    /// <summary>The score of a row: the class's probability, or the value.</summary>
    public double Score(float[] scores, int row) => _schema.Task switch
    {
        ModelTask.BinaryClassification => _class == 1 ? scores[row] : 1.0 - scores[row],
        ModelTask.Regression or ModelTask.Ranking or ModelTask.AnomalyDetection or ModelTask.Clustering => scores[row],
        _ => scores[(row * Width) + _class],
    };

    /// <summary>The index of the predicted class of a row.</summary>
    public int Predicted(float[] scores, int row)
    {
        if (_schema.Task == ModelTask.BinaryClassification)
        {
            return scores[row] >= _threshold ? 1 : 0;
        }

        var best = 0;
        for (var c = 1; c < Width; c++)
        {
            best = scores[(row * Width) + c] > scores[(row * Width) + best] ? c : best;
        }

        return best;
    }

    /// <summary>How much a move of a score counts: as it is, and for a regression as a share of the value. Scores of a ranking have no zero that means something.</summary>
    /// <param name="move">The move.</param>
    /// <param name="from">The score that it is a move of.</param>
    public double Relative(double move, double from) => _schema.Task != ModelTask.Regression || move == 0 ? move : move / Math.Abs(from);

    /// <summary>A row that breaks a test.</summary>
    public BrokenRow Broken(PredictionSet predictions, int row, string what, float[] after, int at)
    {
        var broken = new BrokenRow(predictions.RowNumbers[row], what);
        if (_schema.Task != ModelTask.MulticlassClassification)
        {
            return broken with { Before = Score(predictions.Scores, row), After = Score(after, at) };
        }

        var (was, becomes) = (Predicted(predictions.Scores, row), Predicted(after, at));
        return broken with
        {
            Before = predictions.Scores[(row * Width) + was],
            After = after[(at * Width) + becomes],
            ClassBefore = _schema.Classes[was],
            ClassAfter = _schema.Classes[becomes],
        };
    }
}
