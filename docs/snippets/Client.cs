using Contoso.Churn;

using var churn = new ChurnModel();
ChurnPrediction prediction = churn.Predict(new ChurnInput { Tenure = 3, Contract = "Month-to-month", MonthlyCharges = 70 });
Console.WriteLine($"{prediction.PredictedLabel}, probability of {ChurnPrediction.PositiveClass}: {prediction.Probability}");
