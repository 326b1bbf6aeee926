using Google.Protobuf;
using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Core.Tables;
using Ingot.Onnx.Brought;
using Ingot.Onnx.Graphs;

namespace Ingot.Onnx;

/// <summary>
/// Makes of an ONNX file of the project's own a model as Ingot writes them: an input for each column, the outputs of the task. The file's own
/// nodes and values stay as they are, under other names; what the answer does not depend on is left out.
/// </summary>
public static class OwnModelWriter
{
    /// <summary>The bytes of the joined file.</summary>
    /// <param name="model">The bytes of the project's own file, judged already: size, depth, operators, values in other files.</param>
    /// <param name="own">What the project says of it.</param>
    /// <param name="name">How messages name it.</param>
    /// <param name="schema">Names columns, task and classes.</param>
    /// <param name="columns">What the project says of columns: how missing values are filled.</param>
    /// <param name="training">What is filled in follows from these rows.</param>
    /// <param name="threshold">Probability from which the positive class is predicted (binary).</param>
    /// <param name="modelName">The joined graph's name.</param>
    /// <param name="sink">Takes what was guessed (INGOT2062) and what is left out (INGOT2063).</param>
    /// <returns>The file, and whether its answers were taken for probabilities without anybody saying so: they must then be looked at.</returns>
    /// <exception cref="IngotException">
    /// INGOT2060, INGOT2061, INGOT2064: inputs, outputs or operator sets cannot be used. INGOT2010: a missing value cannot be handled as asked. INGOT9021: it is no
    /// ONNX file.
    /// </exception>
    public static (byte[] Onnx, bool IsGuess) Write(
        byte[] model, OwnModelSpec own, string name, ModelSchema schema, IReadOnlyList<ColumnSpec> columns, Table training, double threshold, string modelName, IDiagnosticSink sink)
    {
        ArgumentNullException.ThrowIfNull(own);
        ArgumentNullException.ThrowIfNull(schema);
        try
        {
            var brought = BroughtModel.Read(model, name, own.Location);
            var answer = new AnswerFinder(brought, own, schema, sink).Find();
            var inputs = new InputColumns(brought, own, schema, sink).Find(brought.InputsOf(answer.Value));
            var graph = new OnnxGraph(brought.Versions);
            var values = new ColumnValues(graph, columns, training, own.Location);
            foreach (var (input, parts) in inputs)
            {
                values.Append(input, parts);
            }

            brought.AppendTo(graph, answer.Value);
            new AnswerOutputs(graph, schema, new ModelAnswer(null, threshold)).Append(answer);
            OnnxModelWriter.Describe(graph, schema);
            return (graph.ToArray(modelName), !answer.IsSaid);
        }
        catch (Exception e) when (e is InvalidProtocolBufferException or InvalidDataException)
        {
            throw new IngotException(
                InfrastructureDiagnostics.OnnxUnreadable.At(own.Location, $"The ONNX file '{name}' cannot be read: {e.Message.TrimEnd('.')}. Export it again."), e);
        }
    }
}
