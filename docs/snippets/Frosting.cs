using Cake.Frosting;
using Ingot.Cake;

return new CakeHost().Run(args);

[TaskName("Train")]
public sealed class TrainTask : FrostingTask<FrostingContext>
{
    public override void Run(FrostingContext context) => context.IngotTrain("models/Churn");
}

[TaskName("Default")]
[IsDependentOn(typeof(TrainTask))]
public sealed class DefaultTask : FrostingTask<FrostingContext>;
