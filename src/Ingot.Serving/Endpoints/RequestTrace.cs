using Ingot.Serving.Models;
using Ingot.Serving.Requests;
using Ingot.Serving.Traffic;

namespace Ingot.Serving.Endpoints;

/// <summary>What became of a request: for metrics, logs and observers, once it is over.</summary>
internal sealed class RequestTrace
{
    public ServedModel? Model { get; set; }

    public ModelRole Role { get; set; }

    public int Status { get; set; } = 200;

    public string? Id { get; set; }

    public PredictionRequest? Request { get; set; }

    public OutputBatch? Outputs { get; set; }

    /// <summary>What is answered: the outputs, and perhaps their reasons.</summary>
    public OutputBatch? Answer { get; set; }

    public ModelRoutes? Routes { get; set; }
}
