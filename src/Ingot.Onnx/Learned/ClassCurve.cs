namespace Ingot.Onnx.Learned;

/// <summary>Makes of what a model said of one class its probability: a part of a <see cref="Calibration"/>.</summary>
public abstract record ClassCurve
{
    /// <summary>The probability, before those of several classes are divided by their sum.</summary>
    /// <param name="said">As <see cref="Calibration"/> has it.</param>
    public abstract double At(double said);
}
