namespace Ingot.Core.Curves;

/// <summary>A point of a curve that is drawn as the threshold falls.</summary>
/// <param name="X">ROC: false positive rate. Precision-recall: recall.</param>
/// <param name="Y">ROC: true positive rate. Precision-recall: precision.</param>
/// <param name="Threshold">The score from which rows are predicted positive; infinite where none is.</param>
public readonly record struct CurvePoint(double X, double Y, double Threshold);
