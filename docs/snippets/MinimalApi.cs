using Contoso.Churn;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddSingleton<ChurnModel>();
var application = builder.Build();

application.MapPost("/churn", (ChurnInput input, ChurnModel model) =>
{
    var problems = input.Validate();
    return problems.Count == 0
        ? Results.Ok(model.Predict(input))
        : Results.ValidationProblem(problems.GroupBy(p => p.Column).ToDictionary(g => g.Key, g => g.Select(p => p.Message).ToArray()));
});

await application.RunAsync();
