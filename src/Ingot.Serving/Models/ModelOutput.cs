using Ingot.Core.Schemas;

namespace Ingot.Serving.Models;

/// <summary>One output of a model.</summary>
/// <param name="Name">Its name, such as <c>probability</c>.</param>
/// <param name="IsText">Whether it is text rather than 32-bit numbers.</param>
/// <param name="Width">Values a row.</param>
internal sealed record ModelOutput(string Name, bool IsText, int Width)
{
    /// <summary>The data type of its tensor.</summary>
    public TensorDataType DataType => IsText ? TensorDataType.String : TensorDataType.Float32;
}
