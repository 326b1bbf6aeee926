using Ingot.Onnx.Features;
using Ingot.Tests.Shared;
using Ingot.Training.MLNet;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Ingot.Training.Tests;

public class ScoreReaderTests
{
    private const int Rows = 5000;

    [Fact]
    public void A_reading_that_is_cancelled_says_so_whatever_ML_NET_makes_of_it()
    {
        var values = Enumerable.Range(0, Rows).Select(i => i * 7 % 13 / 13f).ToArray();
        var rows = new LabelledRows(new MatrixRows(new FeatureMatrix(Rows, ["x"], values)), Array.ConvertAll(values, v => v > 0.5f ? 1f : 0f), null);
        var context = new MLContext(1);
        using var stop = new CancellationTokenSource();
        IDataView View() => new FeatureView(rows, BooleanDataViewType.Instance, stop.Token);
        var learnt = context.BinaryClassification.Trainers.LbfgsLogisticRegression(FeatureView.Label, FeatureView.Features).Fit(View());
        Assert.Equal(Rows, ScoreReader.Numbers(learnt.Transform(View()), Rows, stop.Token).Length);

        stop.Cancel();

        var numbers = Assert.Throws<OperationCanceledException>(() => ScoreReader.Numbers(learnt.Transform(View()), Rows, stop.Token));
        Assert.IsType<InvalidOperationException>(numbers.InnerException);
        Assert.Throws<OperationCanceledException>(
            () => ScoreReader.Vectors(learnt.Transform(View()), FeatureView.Features, (_, _) => { }, stop.Token));
    }
}
