using Ingot.Core.Schemas;
using Ingot.Core.Specs;

namespace Ingot.Pipeline.Retrain;

/// <summary>A model that is asked for rows of production.</summary>
/// <param name="Package">Its package's id.</param>
/// <param name="Version">Its version, or what it is called.</param>
/// <param name="Onnx">Its ONNX file.</param>
/// <param name="Schema">Its schema.</param>
internal sealed record AskedModel(string Package, string Version, byte[] Onnx, ModelSchema Schema)
{
    /// <summary>What messages call it.</summary>
    public string Name => $"{Package} {Version}";

    /// <summary>As what rows are fitted to.</summary>
    public BaselineSpec Release => new(Package, Version, null);
}
