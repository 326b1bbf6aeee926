using Ingot.Core.Schemas;
using Ingot.Onnx.Features;
using Ingot.Onnx.Learned;
using Ingot.Tests.Shared;
using static Ingot.Tests.Shared.TestModel;

namespace Ingot.Onnx.Tests;

/// <summary>The official checker of the ONNX project reads what the writer writes.</summary>
public class OnnxCheckerTests
{
    private const string Check = "import onnx, sys; m = onnx.load(sys.argv[1]); onnx.checker.check_model(m, full_check=True); print(m.ir_version, [o.name for o in m.graph.output])";

    [PythonFact]
    public void Trees_with_numeric_and_categorical_splits()
    {
        using var model = new TestModel();
        model.WriteTree();

        Assert.Equal((0, "8 ['predicted_label', 'score', 'probability']\n"), PythonFactAttribute.Run(Check, model.Path));
    }

    [PythonFact]
    public void Linear_models_of_several_classes_over_all_types_of_columns()
    {
        var (schema, table) = Mixed(ModelTask.MulticlassClassification);
        var plan = FeaturePlan.Fit(table, schema, [], FeatureStyle.Linear);
        using var model = new TestModel();
        model.Write(schema, plan, new LinearModel([[1, 2, 3, 4, 5], [1, 2, 3, 4, 5], [0, 0, 0, 0, 0]], [1, 2, 3]) { Link = OutputLink.Softmax, Outputs = 3 });

        Assert.Equal((0, "8 ['predicted_label', 'probabilities']\n"), PythonFactAttribute.Run(Check, model.Path));
    }
}
