using System.Globalization;
using System.Reflection;
using System.Text.Json.Nodes;
using Ingot.Core.Schemas;

namespace Ingot.Clients;

/// <summary>The typed client of a built model assembly, called as its own types have it.</summary>
public sealed class LoadedClient : IDisposable
{
    private readonly IDisposable _client;
    private readonly MethodInfo _predict;
    private readonly PropertyInfo _answer;
    private readonly Type _input;
    private readonly IReadOnlyList<(SchemaColumn Column, PropertyInfo Property)> _features;

    private LoadedClient(Assembly assembly, ModelSchema schema, string modelName, string rootNamespace)
    {
        var model = ClientNames.Model(modelName);
        var space = ClientNames.Namespace(rootNamespace).Replace("@", string.Empty, StringComparison.Ordinal);
        Type Find(string suffix) => assembly.GetType(
            space.Length > 0 ? $"{space}.{model}{suffix}" : model + suffix, throwOnError: true)!;

        _input = Find("Input");
        _features = [.. ClientFeature.Of(schema, model + "Input").Select(f => (f.Column, _input.GetProperty(f.Property)
            ?? throw new MissingMemberException(_input.FullName, f.Property)))];
        var type = Find("Model");
        _predict = type.GetMethod("Predict", [_input]) ?? throw new MissingMethodException(type.FullName, "Predict");
        var answer = PredictionClass.Answer(schema.Task);
        _answer = _predict.ReturnType.GetProperty(answer) ?? throw new MissingMemberException(_predict.ReturnType.FullName, answer);
        _client = (IDisposable)Activator.CreateInstance(type)!;

        // Loading is asked for here, so that it is not part of the first prediction.
        type.GetMethod("Load", Type.EmptyTypes)!.Invoke(_client, BindingFlags.DoNotWrapExceptions, null, null, CultureInfo.InvariantCulture);
    }

    /// <summary>Loads an assembly, and the model that it carries, with the packages that it was built with.</summary>
    /// <param name="assembly">The assembly's file.</param>
    /// <param name="assets">Assemblies and native libraries of its packages.</param>
    /// <param name="schema">The model's schema.</param>
    /// <param name="modelName">The model's name.</param>
    /// <param name="rootNamespace">The client's namespace.</param>
    public static LoadedClient Load(string assembly, IReadOnlyList<string> assets, ModelSchema schema, string modelName, string rootNamespace) =>
        new(new ModelLoadContext(assembly, assets).LoadFromAssemblyPath(assembly), schema, modelName, rootNamespace);

    /// <summary>A typed input of golden values.</summary>
    public object CreateInput(JsonObject values)
    {
        var input = Activator.CreateInstance(_input)!;
        foreach (var (column, property) in _features)
        {
            if (values[column.Name] is { } value)
            {
                property.SetValue(input, Convert(value, column));
            }
        }

        return input;
    }

    /// <summary>Predicts.</summary>
    /// <param name="input">From <see cref="CreateInput"/>.</param>
    /// <returns>The predicted number, the probability of the positive class, or one probability per class.</returns>
    public IReadOnlyList<float> Predict(object input)
    {
        var prediction = _predict.Invoke(_client, BindingFlags.DoNotWrapExceptions, null, [input], CultureInfo.InvariantCulture);
        return _answer.GetValue(prediction) is IReadOnlyList<float> many ? many : [(float)_answer.GetValue(prediction)!];
    }

    /// <inheritdoc />
    public void Dispose() => _client.Dispose();

    private static object Convert(JsonNode value, SchemaColumn column) => column.Type switch
    {
        ColumnType.Number when column.DataType == TensorDataType.Float64 => value.GetValue<double>(),
        ColumnType.Number => (float)value.GetValue<double>(),
        ColumnType.Boolean => value.GetValue<bool>(),
        ColumnType.Date => DateTime.Parse(value.GetValue<string>(), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind),
        _ => value.GetValue<string>(),
    };
}
