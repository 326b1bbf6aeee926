namespace Ingot.Training.Ensembles;

/// <summary>What an ensemble asks of the training of a member, besides the model.</summary>
/// <param name="folds">How many folds it is asked about; 0: none.</param>
internal sealed class MemberProbe(int folds)
{
    /// <summary>How many folds it is asked about; 0: none.</summary>
    public int Folds { get; } = folds;

    /// <summary>The ONNX file of the model that did not learn from the validation rows, which the final one may.</summary>
    public byte[] Honest { get; set; } = [];

    /// <summary>Fold by fold what models said of the rows that they had not learned from.</summary>
    public IReadOnlyList<float[]> OutOfFold { get; set; } = [];
}
