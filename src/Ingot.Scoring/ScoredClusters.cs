using Ingot.Core.Statistics;

namespace Ingot.Scoring;

/// <summary>What the ONNX file of a clustering says of rows.</summary>
/// <param name="Scores">As <see cref="Core.Predictions.PredictionSet.Scores"/>.</param>
/// <param name="Clusters">How many clusters the model has.</param>
/// <param name="Points">The rows as points of the features in which distances are measured.</param>
public sealed record ScoredClusters(float[] Scores, int Clusters, ClusteredPoints Points);
