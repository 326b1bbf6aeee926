using System.Reflection;
using Microsoft.ML.OnnxRuntime;

namespace Ingot.Runtime.Tests;

/// <summary>A client as the generated ones are, for any inputs.</summary>
internal sealed class TestClient : ModelClient
{
    public TestClient(string path, SessionOptions? options = null)
        : base(path, options)
    {
    }

    public TestClient(Stream stream)
        : base(stream)
    {
    }

    public TestClient(Assembly assembly, string modelName)
        : base(assembly, modelName)
    {
    }

    public ModelOutputs Predict(int rows, Action<ModelBatch> fill)
    {
        var batch = new ModelBatch(rows);
        fill(batch);
        return Run(batch);
    }

    /// <summary>Scores one number per row.</summary>
    public float[] Predict(params float[] x) => Predict(x.Length, batch => x.CopyTo(batch.Floats("x"), 0)).Scores();
}
